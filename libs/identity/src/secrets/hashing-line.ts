import { SecretsBusy } from '../identity-errors.ts';

const atOnce = 2;
const longest = 200;

/** Hashes two secrets at a time: each takes 19 MiB and one of libuv's four threads, which files and name look-ups need, too.
 *  Past 200 waiting (some four seconds) it is kinder to refuse. */
export class HashingLine {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @throws SecretsBusy */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < atOnce) this.running++;
    else {
      if (this.waiting.length >= longest) throw new SecretsBusy();
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift(); // who comes next takes over this place, so nobody slips in between
      if (next) next();
      else this.running--;
    }
  }
}

import type { Problem } from './problem.ts';

/** One thing that the reader wants done, as an `Idempotency-Key`: the same key while the answer is unknown and the words are the same.
 *
 * A lost answer, 429 or 5xx keeps the key, so pressing the button again can't act twice. Any other answer ends it: the API stores refusals
 * with their key, and whoever mends the cause must be able to ask again.
 * @see I14, RFC 9110 §9.2.2
 */
export class Intention {
  private key = crypto.randomUUID();
  private words: string | undefined;

  /** The key for this body; a changed body is another intention. */
  keyFor(body: unknown): string {
    const words = JSON.stringify(body);
    if (this.words !== undefined && this.words !== words) this.key = crypto.randomUUID();
    this.words = words;
    return this.key;
  }
  /** Call after each answer; `problem` is absent after a success. */
  answered(problem?: Problem): void {
    if (problem && isUnknown(problem.status)) return;
    this.key = crypto.randomUUID();
    this.words = undefined;
  }
}

const isUnknown = (status: number) => status === 0 || status === 408 || status === 429 || status >= 500;

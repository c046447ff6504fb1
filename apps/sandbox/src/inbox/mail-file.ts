import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mail } from './mail.ts';

/** One mail a line. Only for its owner: the mails hold links that sign people in. */
export class MailFile {
  private readonly path: string;
  private readonly folder: string;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.folder = folder;
    this.path = join(folder, 'inbox.jsonl');
  }

  /** The newest mails, oldest first. What a crash or a full disk cut off is left out; the file shrinks to what is kept. */
  async read(most: number): Promise<Mail[]> {
    await mkdir(this.folder, { recursive: true });
    const lines = (await this.text()).split('\n').filter(Boolean);
    const mails = lines.flatMap(whole);
    const kept = mails.slice(-most);
    if (kept.length < lines.length) await this.replace(kept.map(line).join(''));
    return kept;
  }

  append(mail: Mail): Promise<void> {
    return this.inTurn(() => appendFile(this.path, line(mail), { mode: 0o600 }));
  }

  empty(): Promise<void> {
    return this.inTurn(() => this.replace(''));
  }

  private text(): Promise<string> {
    return readFile(this.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
  }

  private async replace(text: string): Promise<void> {
    await writeFile(`${this.path}.new`, text, { mode: 0o600 });
    await rename(`${this.path}.new`, this.path);
  }

  /** Two writers at once would mix their lines. */
  private inTurn<T>(write: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(write);
    this.turn = mine.catch(() => undefined);
    return mine;
  }
}

/** The line break comes first, so that a line that was cut off spoils none after it. */
const line = (mail: Mail) => `\n${JSON.stringify(mail)}`;

function whole(text: string): Mail[] {
  try {
    return [JSON.parse(text) as Mail];
  } catch {
    return [];
  }
}

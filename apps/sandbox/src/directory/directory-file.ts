import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the player keeps over a restart, for its owner only: it holds the token. */
export class DirectoryFile<T> {
  private readonly folder: string;
  private readonly path: string;

  constructor(folder: string) {
    this.folder = folder;
    this.path = join(folder, 'directory.json');
  }

  /** @returns nothing where there is none, or where a crash or another version left what can't be read */
  async read(): Promise<T | undefined> {
    await mkdir(this.folder, { recursive: true });
    return readJson<T>(this.path);
  }

  /** Readers see the old one or the new one, never half of it. */
  async write(content: T): Promise<void> {
    await writeFile(`${this.path}.new`, JSON.stringify(content), { mode: 0o600 });
    await rename(`${this.path}.new`, this.path);
  }
}

/** A workspace whose address and token the start left in the data folder. */
export interface Offer {
  workspace: string;
  baseUrl: string;
  token: string;
}

/** What `npm start` tells in its run file; nothing as long as it is not ready. */
export async function offersIn(folder: string | undefined): Promise<Offer[]> {
  const run =
    folder && (await readJson<{ scim?: string; workspaces?: Record<string, { scim?: { token: string } }> }>(join(folder, 'run.json')));
  if (!run || !run.scim) return [];
  const { scim: baseUrl, workspaces = {} } = run;
  return Object.entries(workspaces).flatMap(([workspace, { scim }]) => (scim ? [{ workspace, baseUrl, token: scim.token }] : []));
}

async function readJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

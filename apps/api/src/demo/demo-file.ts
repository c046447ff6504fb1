import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { toBase58 } from '@placet/kernel';

/** An account that the start prints. */
export interface DemoAccount {
  readonly username: string;
  readonly password: string;
  readonly note?: string;
}

export interface DemoWorkspace {
  readonly id: string;
  readonly owner: DemoAccount;
  readonly accounts?: readonly DemoAccount[];
  readonly scim?: { readonly token: string };
}

/** What is told of the demo, once made: in a file that only its owner reads (mode 600). */
export interface Demo {
  readonly workspaces: Readonly<Record<string, DemoWorkspace>>;
}

/** @returns what an earlier start wrote; no workspaces where there is no such file */
export function readDemoFile(path: string): Demo {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Demo;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { workspaces: {} };
    throw error;
  }
}

/** Readers see the old file or the new one, never half of it. */
export function writeDemoFile(path: string, demo: Demo): void {
  writeFileSync(`${path}.draft`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.draft`, path);
}

/** A password for a demo account: random, long enough, without letters that look alike. */
export const newDemoPassword = (): string => toBase58(randomBytes(15)).match(/.{1,5}/g)!.join('-'); // prettier-ignore

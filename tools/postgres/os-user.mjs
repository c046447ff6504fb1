import { execFileSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem } from '../problem.mjs';

/**
 * PostgreSQL refuses to run as root. Started by root, it runs as the OS user `postgres`, who is made if the machine has none.
 * @returns {{ uid: number, gid: number } | undefined} nothing where the present user can run it himself
 */
export function databaseUser() {
  if (process.getuid?.() !== 0) return undefined;
  return idOf('postgres') ?? makeUser();
}

/**
 * The user must enter every folder above the programs and read them; a checkout below a folder of mode 700 fails otherwise with riddles.
 * @param {{ uid: number, gid: number }} user @param {string[]} folders
 */
export function mustEnter(user, folders) {
  for (const folder of folders) {
    for (let path = folder; ; path = dirname(path)) {
      const { mode, uid, gid } = statSync(path);
      const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
      if (!(mode & bit)) {
        throw new Problem(
          `Started by root, PostgreSQL runs as the OS user "postgres", who may not enter ${path} (mode ${(mode & 0o777).toString(8)}).`,
          `Open it (chmod o+x ${path}), or move the checkout to a folder that others may enter, or start as an ordinary user.`,
        );
      }
      if (path === dirname(path)) break;
    }
  }
}

/** @param {string} program */
export function mustRun(program) {
  try {
    accessSync(program, constants.X_OK);
  } catch {
    throw new Problem(`${program} is missing or can't be run.`, 'Install again: rm -rf node_modules && npm ci.');
  }
}

/** @param {string} name */
function idOf(name) {
  try {
    const id = (/** @type {string} */ flag) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function makeUser() {
  try {
    execFileSync('groupadd', ['--force', 'postgres'], { stdio: 'pipe' });
    execFileSync('useradd', ['--gid', 'postgres', '--no-create-home', 'postgres'], { stdio: 'pipe' });
  } catch (error) {
    throw new Problem(
      'PostgreSQL does not run as root, and the OS user "postgres" could not be made.',
      'Start as an ordinary user.',
      error,
    );
  }
  const made = idOf('postgres');
  if (!made) throw new Error('The OS user "postgres" was made, but is not found.');
  return made;
}

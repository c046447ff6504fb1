import { accessSync, chmodSync, constants, mkdirSync, openSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diskProblem, Problem } from '../problem.mjs';

/** Everything that a start leaves in the folder; `--fresh` removes these and nothing else. */
const ours = [
  'pg',
  'temporal.db',
  'temporal.db-shm',
  'temporal.db-wal',
  'temporal.version',
  'demo.json',
  'secrets.json',
  'run.json',
  'logs',
];
const leastSpace = 300 * 1024 * 1024;

/** Makes the folder, or says why it can't be used. @param {string} folder @throws Problem */
export function openDataFolder(folder) {
  try {
    mkdirSync(join(folder, 'logs'), { recursive: true, mode: 0o755 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    // root's access is never refused: only an attempt tells that the file system is read-only
    writeFileSync(join(folder, 'logs/start.log'), '', { flag: 'a' });
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw (
      diskProblem(error, folder) ??
      new Problem(
        `The data folder ${folder} can't be read and written (${code}).`,
        'Give yourself access to it (`chmod -R u+rwX`, `chown`), or take another folder: npm start -- --data <folder>.',
        error,
      )
    );
  }
  letDatabaseEnter(folder);
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < leastSpace) {
    throw new Problem(
      `The disk that holds ${folder} has only ${Math.floor((bavail * bsize) / 1024 / 1024)} MB free; 300 MB are needed.`,
      'Free some space, or take a folder on another disk: npm start -- --data <folder>.',
    );
  }
}

/** Started by root, PostgreSQL runs as another user, who has to pass through; the files inside keep their own modes. @param {string} folder */
function letDatabaseEnter(folder) {
  const { uid, mode } = statSync(folder);
  if (process.getuid?.() === 0 && uid === 0) chmodSync(folder, mode | 0o011);
}

/** @param {string} folder */
export const hasData = (folder) => {
  try {
    return statSync(join(folder, 'pg')).isDirectory();
  } catch {
    return false;
  }
};

/** @param {string} folder */
export function emptyDataFolder(folder) {
  for (const name of ours) rmSync(join(folder, name), { recursive: true, force: true });
  mkdirSync(join(folder, 'logs'), { recursive: true });
}

/**
 * One start per data folder: two databases on the same files would destroy them.
 * @param {string} folder @returns {() => void} gives the folder back
 * @throws Problem if another start that is alive has it
 */
export function holdDataFolder(folder) {
  const file = join(folder, 'start.pid');
  for (;;) {
    try {
      writeFileSync(openSync(file, 'wx', 0o600), String(process.pid));
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const holder = Number(read(file));
    if (holder && isStartAlive(holder)) {
      throw new Problem(
        `Another start (process ${holder}) runs on the data in ${folder}.`,
        `Stop it (Ctrl-C in its terminal, or \`kill ${holder}\`), or start beside it: npm start -- --data <another folder>.`,
      );
    }
    rmSync(file, { force: true });
  }
}

/** Process numbers come again: another program with the same number is none of ours. @param {number} pid */
export function isStartAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH') return false;
  }
  const command = read(`/proc/${pid}/cmdline`);
  return command === '' || /node/.test(command);
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

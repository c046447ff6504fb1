import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { versionOf } from '../temporal-binary.mjs';
import { startTemporalServer } from '../temporal-server.mjs';
import { diskProblem, Problem } from '../problem.mjs';
import { lastWords, logOf, sizeOf } from './service.mjs';

/** How long the server of a start that was killed may take to let go of its file. */
const letGoMs = 15_000;

/**
 * Temporal's dev server on `<data>/temporal.db`.
 * @param {{ path: string, folder: string, port: number, signal: AbortSignal }} options `folder` is the data folder
 * @throws Problem
 */
export async function startTemporal({ path, folder, port, signal }) {
  const log = logOf(folder, 'temporal');
  const output = openSync(log, 'a', 0o600);
  try {
    for (const deadline = Date.now() + letGoMs; ; await pause(200)) {
      const from = sizeOf(log);
      try {
        return await startTemporalServer({ path, port, dbFile: join(folder, 'temporal.db'), output, signal });
      } catch (error) {
        const said = lastWords(log, from);
        const isStillHeld = said.includes('SQLITE_BUSY') && Date.now() < deadline && !signal.aborted;
        if (!isStillHeld) throw problemOf(error, said, folder, log);
      }
    }
  } finally {
    closeSync(output);
  }
}

/** @param {unknown} error @param {string} said @param {string} folder @param {string} log */
const problemOf = (error, said, folder, log) =>
  diskProblem({ message: said }, folder) ??
  new Problem(
    `Temporal's dev server ${/** @type {Error} */ (error).message}.`,
    `Its last words (all of them in ${log}):\n${said}\nIts file may be removed, everything is rebuilt from the database: rm ${join(folder, 'temporal.db')}*`,
    error,
  );

/**
 * The dev server never migrates its file: another version begins with a new one, and the reconciler rebuilds it from the database.
 * @param {string} folder @param {string} path of the program @param {(text: string) => void} say
 */
export function renewForVersion(folder, path, say) {
  const file = join(folder, 'temporal.version');
  const version = versionOf(path);
  const before = read(file);
  if (before === version) return;
  for (const name of ['temporal.db', 'temporal.db-shm', 'temporal.db-wal']) rmSync(join(folder, name), { force: true });
  writeFileSync(file, version);
  if (before) say(`another Temporal than before (${version}): its file begins anew, open processes come back from the database`);
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
// Node runs these untransformed: erasable TypeScript only.
import { migrate } from '../../libs/platform/src/migrations/migrate.ts';
import { initialiseCluster, startPostgres } from '../postgres/server.mjs';
import { diskProblem, Problem } from '../problem.mjs';
import { logOf } from './service.mjs';

const database = 'placet';

/**
 * PostgreSQL on `<data>/pg`, with durability on.
 * @param {{ folder: string, port: number, password: string, signal: AbortSignal }} options `folder` is the data folder
 * @throws Problem
 */
export async function startDatabase({ folder, port, password, signal }) {
  const dataDir = join(folder, 'pg');
  const log = logOf(folder, 'postgres');
  try {
    await initialiseCluster(dataDir, { password });
    await untilReleased(join(dataDir, 'postmaster.pid'));
    return await startPostgres({ dataDir, port, durable: true, password, signal, onLog: (text) => keep(log, text) });
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw (
      diskProblem(error, folder) ??
      new Problem(
        /** @type {Error} */ (error).message,
        `Its log is ${log}. If the files in ${dataDir} are damaged, begin with empty data: npm start -- --fresh.`,
        error,
      )
    );
  }
}

/** The schema of today, and the roles that the programs sign in with. @param {string} superuserUrl @param {import('./secrets.mjs').Secrets} secrets */
export async function migrateDatabase(superuserUrl, { app, system }) {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (!rowCount) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
  await migrate(urlFor(superuserUrl), { app, system });
}

/** @param {string} superuserUrl @param {string} [role] @param {string} [password] */
export const urlFor = (superuserUrl, role, password) =>
  Object.assign(new URL(superuserUrl), { pathname: `/${database}`, ...(role && { username: role, password }) }).toString();

/** A start that was killed lets go of its database; that one needs a moment to end. @param {string} pidFile */
async function untilReleased(pidFile) {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await pause(100)) {
    try {
      process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 0);
    } catch {
      return;
    }
  }
}

/** @param {string} log @param {string} text */
function keep(log, text) {
  try {
    appendFileSync(log, text);
  } catch {
    // a full disk shows where it matters: in the database itself
  }
}

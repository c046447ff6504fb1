import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startOnLeash } from '../leash.mjs';
import { untilReady } from '../readiness.mjs';
import { databaseUser, mustEnter } from './os-user.mjs';
import { postgresPrograms } from './programs.mjs';

const run = promisify(execFile);

/** Same characters and order on every machine: code points, whatever the system's locale; letters of all scripts are letters (pg_trgm asks lc_ctype). */
const sameEverywhere = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  ...(process.platform === 'linux' ? ['--lc-ctype=C.UTF-8'] : []),
];
/** A throw-away server for specs: nothing has to survive a crash. */
const forgetful = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

/** Makes an empty cluster in `dataDir`, unless there is one. @param {string} dataDir @param {{ password: string }} secret the superuser's */
export async function initialiseCluster(dataDir, { password }) {
  if (existsSync(join(dataDir, 'PG_VERSION'))) return;
  const { initdb, home } = await postgresPrograms();
  const user = databaseUser();
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const passwordFile = join(tmpdir(), `placet-pg-${process.pid}-${Date.now()}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) {
    for (const path of [dataDir, passwordFile]) chownSync(path, user.uid, user.gid);
    mustEnter(user, [home, dataDir]);
  }
  try {
    await run(
      initdb,
      ['-D', dataDir, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync', ...sameEverywhere],
      {
        ...user,
        env: { ...process.env, LC_ALL: 'C' },
      },
    );
  } catch (error) {
    throw new Error(`initdb could not make the database in ${dataDir}:\n${/** @type {{ stderr: string }} */ (error).stderr}`, {
      cause: error,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/**
 * Starts the cluster and answers once it takes connections.
 * @param {{ dataDir: string, port: number, durable: boolean, password: string, onLog?: (text: string) => void, patienceMs?: number,
 *   signal?: AbortSignal }} options
 * @throws with the server's own last words, if it ends or does not come up in time
 */
export async function startPostgres({ dataDir, port, durable, password, onLog, patienceMs, signal }) {
  const { postgres, home } = await postgresPrograms();
  const user = databaseUser();
  if (user) mustEnter(user, [home, dataDir]);
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'lc_messages=C', ...(durable ? [] : forgetful)];
  let words = '';
  const server = startOnLeash(postgres, ['-D', dataDir, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], {
    ...user,
    signal: 'INT', // fast shutdown: open transactions are rolled back
    onOutput(text) {
      onLog?.(text);
      words = (words + text).slice(-2_000);
    },
  });
  try {
    await untilReady(server, async () => words.includes('database system is ready to accept connections'), { patienceMs, signal });
  } catch (error) {
    throw new Error(`PostgreSQL ${/** @type {Error} */ (error).message}. Its last words:\n${words.trim()}`, { cause: error });
  }
  return { ...server, url: `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres` };
}

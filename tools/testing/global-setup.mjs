import pg from 'pg';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Node runs these untransformed: erasable TypeScript only (migrations), never a file with decorators.
import { migrate } from '../../libs/platform/src/migrations/migrate.ts';
import { freePort } from '../free-port.mjs';
import { initialiseCluster, startPostgres } from '../postgres/server.mjs';
import { testPasswords } from './passwords.mjs';

/** One throw-away PostgreSQL for the whole run; the migrated `template_app` in it is what each spec file clones. */
export default async function setup() {
  if (process.env['TEST_DATABASE_URL']) return;
  const began = performance.now();
  const dataDir = await mkdtemp(join(tmpdir(), 'placet-pg-'));
  await initialiseCluster(dataDir, { password: 'postgres' });
  const server = await startPostgres({ dataDir, port: await freePort(), durable: false, password: 'postgres' });
  Object.assign(globalThis, { placetDatabase: { server, dataDir } });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query('create database template_app');
  await client.end();
  await migrate(server.url.replace(/postgres$/, 'template_app'), testPasswords);
  process.env['TEST_DATABASE_URL'] = server.url;
  process.stdout.write(`postgres ready in ${Math.round(performance.now() - began)} ms\n`);
}

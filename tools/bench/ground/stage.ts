import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { build } from '../../start/build.mjs';
import { openDataFolder } from '../../start/data-folder.mjs';
import { migrateDatabase, startDatabase, urlFor } from '../../start/database.mjs';
import { choosePorts, releasePorts } from '../../start/ports.mjs';
import { programsOf } from '../../start/programs.mjs';
import { secretsOf } from '../../start/secrets.mjs';
import { startService } from '../../start/service.mjs';
import { bareSchema } from '../bare/schema.ts';
import { descendant } from '../processes.ts';

const root = join(import.meta.dirname, '../../..');

/** One of the two that are compared. */
export interface Server {
  readonly name: 'bare' | 'placet';
  readonly port: number;
  readonly pid: number;
  /** as superuser: to seed and to look behind the scenes */
  readonly database: pg.Pool;
}

/** Both servers on one PostgreSQL with its durability on, on data of their own that go with the run. */
export interface Stage {
  readonly bare: Server;
  readonly placet: Server;
  readonly postgres: number;
  readonly operatorToken: string;
  close(): Promise<void>;
}

/** @param poolSize connections of the bare server */
export async function openStage({ poolSize, isBuilt }: { poolSize: number; isBuilt: boolean }): Promise<Stage> {
  const { signal } = new AbortController();
  const folder = mkdtempSync(join(tmpdir(), 'placet-bench-'));
  openDataFolder(folder);
  if (!isBuilt) await build(root, ['api'], signal);
  const [ports, secrets] = [await choosePorts(0), secretsOf(folder)];
  const server = await startDatabase({ folder, port: ports.postgres, password: secrets.superuser, signal });
  const closing: (() => Promise<unknown>)[] = [
    async () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }),
    () => server.stop(),
  ];
  const close = async () => {
    for (const step of closing.toReversed()) await step();
  };
  try {
    await migrateDatabase(server.url, secrets);
    const placet = await openApi();
    const bare = await openBare();
    releasePorts();
    const postgres = Number(readFileSync(join(folder, 'pg/postmaster.pid'), 'utf8').split('\n')[0]);
    return { bare, placet, postgres, operatorToken: secrets.operatorToken, close };
  } catch (error) {
    await close();
    throw error;
  }

  function poolOn(url: string): pg.Pool {
    const pool = new pg.Pool({ connectionString: url, max: 2 });
    closing.push(() => pool.end());
    return pool;
  }

  /** As `npm start` runs it, but in production's mode; without a Temporal server, which none of these calls waits for. */
  async function openApi(): Promise<Server> {
    const { api } = programsOf({ root, folder, ports, secrets, databaseUrl: server.url, temporalAddress: '' });
    const setting = { PLACET_MODE: 'production', PLACET_CONSOLE_DIR: undefined, PLACET_TEMPORAL_ADDRESS: undefined };
    // hundreds of workspaces are opened and signed up to from one address; what the directories may ask is set at the operator's door
    const env = { ...api.env, ...setting, PLACET_LIMITS_FACTOR: '1000' };
    const program = await startService({ ...api, env, signal });
    closing.push(() => program.stop());
    return { name: 'placet', port: ports.console, pid: descendant('api/main.js'), database: poolOn(urlFor(server.url)) };
  }

  async function openBare(): Promise<Server> {
    const admin = poolOn(server.url);
    await admin.query('create database bare');
    const url = Object.assign(new URL(server.url), { pathname: '/bare' }).toString();
    const database = poolOn(url);
    await database.query(bareSchema);
    const child = fork(join(import.meta.dirname, '../bare/main.ts'), [url, String(poolSize)]);
    closing.push(async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    });
    const [port] = (await once(child, 'message')) as [number];
    return { name: 'bare', port, pid: child.pid!, database };
  }
}

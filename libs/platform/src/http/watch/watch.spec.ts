import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Ids, type WorkspaceId } from '@placet/kernel';
import pg from 'pg';
import { createDatabase, type TestDatabase } from '../../../../../tools/testing/database.ts';
import { aDoor, memberNamed, signedIn, ThingsModule } from '../../../test/door.ts';
import { Config, Database, Metrics } from '../../index.ts';
import { faultOf, makeLog, NestLog } from './log.ts';

const linesOf = async (write: (log: ReturnType<typeof makeLog>) => unknown) => {
  const lines: string[] = [];
  const config = new Config({ PLACET_DATABASE_URL: 'postgres://x', PLACET_SECRET: 'x'.repeat(32) });
  await write(makeLog(config, { write: (line: string) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('the log', () => {
  it('holds what is on its list and nothing else', async () => {
    const secrets = { body: { pin: '123456' }, headers: { cookie: 'x' }, email: 'ada@acme.test' };
    const [line] = await linesOf((log) => log.info({ requestId: 'r', status: 200, ...secrets }, 'answered'));
    expect(line).toEqual({ level: 'info', time: expect.any(String), requestId: 'r', status: 200, msg: 'answered' });
  });

  it('tells class and frames of a fault and of its cause, but no text', async () => {
    const fault = new TypeError('ada@acme.test is bad', { cause: Object.assign(new Error('pin 123456'), { code: '22P02' }) });
    const [line] = await linesOf((log) => log.error({ err: fault }, 'fault'));
    expect(line).toMatchObject({ err: { class: 'TypeError', cause: { class: 'Error', code: '22P02' } } });
    expect(JSON.stringify(line)).not.toMatch(/ada@|123456/);
    expect(faultOf('text')).toEqual({ class: 'string' });
  });

  it('takes what Nest says, faults without their text', async () => {
    const lines = await linesOf((log) => {
      const nest = new NestLog(log);
      nest.log('route mapped', 'Router');
      nest.warn('odd', 'Router');
      nest.error(new Error('ada@acme.test'));
    });
    expect(lines).toMatchObject([
      { level: 'warn', context: 'Router', msg: 'odd' },
      { level: 'error', err: { class: 'Error' } },
    ]);
  });

  it('has one line a request, with the route and not the path', async () => {
    const lines: Record<string, unknown>[] = [];
    const app = await aDoor(ThingsModule, {}, { write: (line: string) => void lines.push(JSON.parse(line) as never) });
    const actor = memberNamed();
    const headers = await signedIn(app, actor);
    lines.length = 0;
    const id = new Ids().next();
    await app.inject({ url: `/api/v1/things/${id}?q=ada@acme.test`, headers });
    await app.inject({ url: '/nowhere/ada@acme.test' });
    await app.close();
    const { id: actorId, workspaceId } = actor;
    const common = {
      level: 'info',
      time: expect.any(String),
      requestId: expect.any(String),
      ms: expect.any(Number),
      method: 'GET',
      msg: 'answered',
    };
    expect(lines).toEqual([
      { ...common, route: '/api/v1/things/:id', status: 200, actorKind: 'member', actorId, workspaceId },
      { ...common, route: 'none', status: 404 },
    ]);
  });
});

describe('health', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  const held: Socket[] = [];
  const listener = createServer((socket) => void held.push(socket));
  beforeAll(async () => {
    database = await createDatabase();
    await once(listener.listen(0, '127.0.0.1'), 'listening');
    app = await aDoor(ThingsModule, { PLACET_DATABASE_URL: database.app });
  });
  afterAll(async () => {
    await app.close();
    listener.close();
    for (const socket of held) socket.destroy();
  });
  const ready = async (of = app) => {
    const { statusCode, json } = await of.inject({ url: '/health/ready' });
    return { statusCode, ...json<object>() };
  };

  it('lives without asking anybody', async () => {
    expect((await app.inject({ url: '/health/live' })).json()).toEqual({ status: 'alive' });
  });

  it('says that the long processes are missing, and still takes traffic', async () => {
    expect(await ready()).toEqual({ statusCode: 200, status: 'degraded', database: 'up', temporal: 'not_configured', outboxAgeSeconds: 0 });
  });

  it('does not wait for a server that accepts and says nothing', async () => {
    const { port } = listener.address() as { port: number };
    const silent = await aDoor(ThingsModule, { PLACET_TEMPORAL_ADDRESS: `127.0.0.1:${port}` });
    const began = performance.now();
    expect(await ready(silent)).toMatchObject({ statusCode: 200, status: 'degraded', temporal: 'down' });
    expect(performance.now() - began).toBeLessThan(1000);
    await silent.close();
  });

  it('tells how long the oldest poke waits, of any workspace', async () => {
    const client = new pg.Client({ connectionString: database.superuser });
    await client.connect();
    const insert = `insert into outbox (workspace_id, id, event_id, destination, created_at) values ($1, $2, $2, 'x/1', now() - interval '90 seconds')`;
    await client.query(insert, [new Ids().next<WorkspaceId>(), new Ids().next()]);
    await client.end();
    const state = (await ready()) as { outboxAgeSeconds?: number };
    expect(state.outboxAgeSeconds).toBeGreaterThanOrEqual(90);
  });

  it('measures by route, on a port of its own', async () => {
    const port = await app.get(Metrics).listen();
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(text).toMatch(/placet_http_request_seconds_count\{method="GET",route="\/health\/ready",status="200"\} \d/);
    expect(text).toMatch(/placet_outbox_age_seconds 9\d/);
    expect(text).toMatch(/placet_database_use\{of="reads",what="in_flight"\} 0/);
    expect((await fetch(`http://127.0.0.1:${port}/other`)).status).toBe(404);
    expect((await app.inject({ url: '/metrics' })).statusCode).toBe(404);
  });

  it('is down with the database, and says when to ask again', async () => {
    await app.get(Database).reads.close();
    const client = new pg.Client({ connectionString: database.superuser });
    await client.connect();
    await client.query('alter role placet_app with nologin');
    try {
      expect(await ready()).toMatchObject({ statusCode: 503, status: 'down', database: 'down' });
    } finally {
      await client.query('alter role placet_app with login');
      await client.end();
    }
  });
});

import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { bareSchema } from './bare/schema.ts';
import { bareServer } from './bare/server.ts';
import { addBarePeople } from './ground/bare-people.ts';
import type { Server } from './ground/stage.ts';
import { ask, countsOf, faultsBetween, raceAdds, raceCreates } from './invariants.ts';
import { Line } from './load/line.ts';
import { addToGroupBody, personId, switchOffBody, userBody } from './load/people.ts';
import { requestsOf, type Ask, type Place } from './load/requests.ts';
import { whyNotServed } from './probe.ts';

const place: Place = { number: 7, token: 'a token', people: 100, groupId: randomUUID() };

async function listening(server: HttpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** The fault that a benchmark must not fall for: fast, polite, and nothing is written. */
const forgetful = () =>
  createServer((request, response) => {
    request.resume().on('end', () => {
      const made = request.method === 'POST';
      const body = JSON.stringify({ id: randomUUID(), active: false, Resources: [], members: [] });
      response.writeHead(made ? 201 : 200, { 'content-length': Buffer.byteLength(body) }).end(body);
    });
  });

describe('the invariants of the bench', () => {
  const opened: HttpServer[] = [];
  let admin: pg.Client;
  let name: string;
  let database: pg.Pool;
  let pool: pg.Pool;
  let bare: Server;
  let fake: Server;

  beforeAll(async () => {
    const url = process.env['TEST_DATABASE_URL']!;
    admin = new pg.Client({ connectionString: url });
    await admin.connect();
    name = `bare_${randomBytes(6).toString('hex')}`;
    await admin.query(`create database ${name}`);
    const connectionString = Object.assign(new URL(url), { pathname: `/${name}` }).toString();
    database = new pg.Pool({ connectionString, max: 2 });
    pool = new pg.Pool({ connectionString, max: 4 });
    await database.query(bareSchema);
    await addBarePeople(database, { workspaceId: randomUUID(), number: 7, token: place.token, groupId: place.groupId! }, 100);
    opened.push(bareServer(pool), forgetful());
    const [port = 0, fakePort = 0] = await Promise.all(opened.map(listening));
    bare = { name: 'bare', port, pid: process.pid, database };
    fake = { ...bare, port: fakePort };
  });
  afterAll(async () => {
    for (const server of opened) server.closeAllConnections();
    await Promise.all(opened.map((server) => new Promise((resolve) => server.close(resolve))));
    await Promise.all([database.end(), pool.end()]);
    await admin.query(`drop database ${name}`);
    await admin.end();
  });

  it('find nothing wrong with the bare server', async () => {
    expect(await raceCreates(bare, place, 'race')).toEqual([]);
    expect(await raceAdds(bare, place, 'adds')).toEqual([]);
  });

  const all: readonly Ask[] = ['create', 'read', 'findUserName', 'findExternalId', 'findEmail', 'index', 'switchOff', 'addToGroup'];
  it.each(all)('the bare server serves %s', async (call) => {
    expect(await whyNotServed(bare, call, place, `probe-${call}`)).toBeUndefined();
  });

  it('each write of the bare server is its row and its event, and seats are counted', async () => {
    const before = await countsOf(bare);
    const created = await ask(bare.port, place.token, 'POST', '/Users', userBody(7, 'once'));
    const between = await countsOf(bare);
    expect(faultsBetween(before, between, 'create', 1)).toEqual([]);
    const path = `/Users/${String(created.json()['id'])}`;
    expect((await ask(bare.port, place.token, 'PATCH', path, switchOffBody)).status).toBe(200);
    expect(faultsBetween(between, await countsOf(bare), 'switchOff', 1)).toEqual([]);
    const added = await ask(bare.port, place.token, 'PATCH', `/Groups/${place.groupId}`, addToGroupBody(personId(7, 90)));
    expect(added.status).toBe(204);
  });

  it('catch a server that answers without writing: by what is missing, and by both races', async () => {
    const before = await countsOf(fake);
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, n) => ask(fake.port, place.token, 'POST', '/Users', userBody(7, `n${n}`))),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(faultsBetween(before, await countsOf(fake), 'create', 5)).toEqual([
      '5 answers said that it was done, 0 rows of members were written',
      '5 answers said that it was done, 0 events were written',
    ]);
    expect(await raceCreates(fake, place, 'again')).toEqual(['12 of 12 racing creates of one userName were made']);
    expect(await raceAdds(fake, place, 'again')).toEqual(['after 12 racing adds the group has 0 members']);
  });

  it.each(['read', 'findUserName', 'index', 'cursor'] as const)('do not take an empty answer for %s', async (call) => {
    expect(await whyNotServed(fake, call, place, 'empty')).toMatch(/^200 /);
  });

  it('catch pools that count other than their members', async () => {
    await database.query('update seat_pool set assigned = assigned + 1');
    const counts = await countsOf(bare);
    await database.query('update seat_pool set assigned = assigned - 1');
    expect(faultsBetween(counts, counts, 'read', 9)).toEqual(['1 pools count other than their active members']);
  });

  it('the load asks what the bare server answers, over its own line', async () => {
    const line = new Line(bare.port);
    const heard = (call: Ask) => {
      const next = requestsOf({ ask: call, places: [place], first: 0, last: 1, prefix: `${call}-`, cursors: [] }, () => undefined);
      return new Promise<string>((resolve) => line.ask(next(0)!, (status, body) => resolve(`${status} ${body().length > 20}`)));
    };
    expect([await heard('read'), await heard('create'), await heard('index'), await heard('addToGroup')]).toEqual([
      '200 true',
      '201 true',
      '200 true',
      '204 false',
    ]);
    line.close();
  });

  it('what can be done once only ends with what a round was dealt', () => {
    const next = requestsOf({ ask: 'switchOff', places: [place], first: 98, last: 100, prefix: '', cursors: [] }, () => undefined);
    const asked = [next(0), next(1), next(0)].map((text) => /Users\/(\S+)/.exec(text ?? '')?.[1]);
    expect(asked).toEqual([personId(7, 99), personId(7, 100), undefined]);
  });
});

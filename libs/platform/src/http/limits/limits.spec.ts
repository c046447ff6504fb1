import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Ids, type MemberId } from '@placet/kernel';
import { aDoor, memberNamed, signedIn, ThingsModule } from '../../../test/door.ts';
import { Config } from '../../config.ts';
import { Database } from '../../database/database.ts';
import { sourceOf } from '../access/admission.ts';
import { RequestRates } from './request-rates.ts';

const config = (factor: number) =>
  new Config({ PLACET_DATABASE_URL: 'postgres://x', PLACET_SECRET: 'x'.repeat(32), PLACET_LIMITS_FACTOR: String(factor) });

describe('the limits of who has proven nothing', () => {
  let app: NestFastifyApplication;
  beforeEach(async () => (app = await aDoor(ThingsModule, { PLACET_TRUST_PROXY: '1' })));
  afterEach(() => app.close());

  const post = (url: string, source: string, payload: object = {}) =>
    app.inject({ method: 'POST', url: `/api/v1/things/${url}`, headers: { 'x-forwarded-for': source }, payload });
  const statusesOf = async (count: number, act: (n: number) => ReturnType<typeof post>) => {
    const statuses: number[] = [];
    for (let n = 0; n < count; n++) statuses.push((await act(n)).statusCode);
    return statuses;
  };

  it('takes ten sign-ins a minute from one source, then says how long to wait', async () => {
    expect(await statusesOf(10, () => post('sign-in', '203.0.113.1'))).toEqual(Array(10).fill(200));
    const over = await post('sign-in', '203.0.113.1');
    expect(over.json()).toMatchObject({ status: 429, code: 'too_many_requests', retryAfterSeconds: Number(over.headers['retry-after']) });
    expect(Number(over.headers['retry-after'])).toBeGreaterThan(0);
    expect((await post('sign-in', '203.0.113.2')).statusCode).toBe(200);
  });

  it('counts all processes together', async () => {
    await statusesOf(10, () => post('sign-in', '203.0.113.1'));
    const neighbour = await aDoor(ThingsModule, { PLACET_TRUST_PROXY: '1', PLACET_DATABASE_URL: app.get(Config).databaseUrl });
    const headers = { 'x-forwarded-for': '203.0.113.1' };
    expect((await neighbour.inject({ method: 'POST', url: '/api/v1/things/sign-in', headers })).statusCode).toBe(429);
    await neighbour.close();
  });

  it('takes a whole IPv6 network for one source, so that turning addresses gains nothing', async () => {
    const statuses = await statusesOf(11, (n) => post('sign-in', `2001:db8:1:2:${n + 1}::1`));
    expect(statuses).toEqual([...Array<number>(10).fill(200), 429]);
    expect((await post('sign-in', '2001:db8:1:3::1')).statusCode).toBe(200);
  });

  it('believes only as many proxies as there are', async () => {
    const statuses = await statusesOf(11, (n) => post('sign-in', `198.51.100.${n}, 203.0.113.1`));
    expect(statuses.at(-1)).toBe(429);
  });

  it('takes three resets an hour for one address, however it is written and wherever they come from', async () => {
    const spellings = ['ada@acme.test', ' ADA@acme.test', 'Ada@Acme.Test', 'ada@acme.test'];
    const ask = (n: number) => post('reset', `203.0.113.${n}`, { workspace: 'acme', username: spellings[n] });
    expect(await statusesOf(4, ask)).toEqual([202, 202, 202, 429]);
    expect((await post('reset', '203.0.113.9', { workspace: 'globex', username: 'ada@acme.test' })).statusCode).toBe(202);
    const stored = await app.get(Database).withoutWorkspace('select key from rate_limit');
    expect(JSON.stringify(stored)).not.toMatch(/ada@/i);
  });

  it('takes thirty calls of public pages a minute from one source', async () => {
    const ask = (n: number) => post('reset', '203.0.113.1', { workspace: 'acme', username: `u${n}` });
    expect((await statusesOf(31, ask)).indexOf(429)).toBe(30);
  });
});

describe('the limits of members', () => {
  const takenAtOnce = (rates: RequestRates, perSecond: number, at: number) => {
    let taken = 0;
    try {
      for (; taken < 10_000; taken++) rates.take('member', perSecond, at);
    } catch (over) {
      expect(over).toMatchObject({ retryAfterSeconds: 1 });
    }
    return taken;
  };

  it('are 50 a second, 200 at once', () => {
    const rates = new RequestRates(config(1));
    expect([0, 0, 1000, 1100, 60_000].map((at) => takenAtOnce(rates, 50, at))).toEqual([200, 0, 50, 5, 200]);
  });

  it('are wider where the settings say so', () => {
    expect(takenAtOnce(new RequestRates(config(3)), 50, 0)).toBe(600);
  });

  it('forget who has rested, however many come', () => {
    const rates = new RequestRates(config(1));
    for (let n = 0; n < 120_000; n++) rates.take(`source ${n}`, 50, n);
    expect((rates as unknown as { buckets: Map<string, unknown> }).buckets.size).toBeLessThan(60_000);
  });

  it('count per member', async () => {
    const app = await aDoor();
    const busy = memberNamed({ id: new Ids().next<MemberId>() });
    const [one, other] = [await signedIn(app, busy), await signedIn(app)];
    const ask = (headers: Record<string, string>) => app.inject({ url: '/api/v1/things', headers });
    const answers = await Promise.all(Array.from({ length: 260 }, () => ask(one)));
    const refused = answers.filter(({ statusCode }) => statusCode === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.headers['retry-after']).toBe('1');
    expect((await ask(other)).statusCode).toBe(200);
    await app.close();
  });
});

it.each([
  ['203.0.113.1', '203.0.113.1'],
  ['::ffff:203.0.113.1', '203.0.113.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('%s counts as %s', (ip, source) => expect(sourceOf(ip)).toBe(source));

import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MovableClock } from '@placet/kernel';
import { Config, HttpModule, PlatformModule, httpApp, opened } from '@placet/platform';
import type { SpecWorld } from '@placet/testing';
import pg from 'pg';
import { createDatabase } from '../../../tools/testing/database.ts';
import { IdentityModule } from '../src/index.ts';
import { Company, aPassword } from './people.ts';

const origin = 'http://localhost:3000';
const another = 'nine green boats at noon';

@Module({ imports: [PlatformModule, HttpModule, IdentityModule] })
class DoorModule {}

describe('the doors of sign-in, session and secret', () => {
  let app: NestFastifyApplication;
  let superuser: pg.Pool;
  let world: SpecWorld;
  let company: Company;
  let count = 0;
  beforeAll(async () => {
    const urls = await createDatabase();
    const config = new Config({
      PLACET_MODE: 'test',
      PLACET_DATABASE_URL: urls.app,
      PLACET_SECRET: 'x'.repeat(32),
      PLACET_BASE_URL: origin,
      PLACET_LOG_LEVEL: 'silent',
      PLACET_TRUST_PROXY: '1',
      PLACET_LIMITS_FACTOR: '100',
    });
    app = await opened(await httpApp(DoorModule, config));
    superuser = new pg.Pool({ connectionString: urls.superuser, max: 2 });
    const sql = async (text: string, values: readonly unknown[] = []) => (await superuser.query(text, [...values])).rows as never;
    world = { sql, module: app, clock: new MovableClock() } as unknown as SpecWorld;
    company = await Company.open(world);
  });
  afterAll(async () => {
    await app.close();
    await superuser.end();
  });

  /** Every request from a source of its own, unless one is given: limits per source have specs of their own. */
  const send = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown, headers: Record<string, string> = {}) =>
    app.inject({
      method,
      url: `/api/v1${path}`,
      headers: {
        origin,
        'x-forwarded-for': `198.51.${(++count >> 8) & 255}.${count & 255}`,
        'x-request-id': 'request-of-the-spec',
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body as object }),
    });
  const signIn = (username: string, password: string = aPassword, workspace = company.slug) =>
    send('POST', '/sign-in', { workspace, username, password });
  type Answer = Awaited<ReturnType<typeof send>>;
  /** What a browser would send back. */
  const browser = (answer: Answer): Record<string, string> => {
    const of = (name: string) => answer.cookies.find((cookie) => cookie.name === name)?.value ?? '';
    return { cookie: `__Host-placet=${of('__Host-placet')}; XSRF-TOKEN=${of('XSRF-TOKEN')}`, 'x-xsrf-token': of('XSRF-TOKEN') };
  };
  const told = ({ statusCode, headers, body }: Answer) => {
    const { date: _, ...others } = headers;
    return { statusCode, headers: others, body };
  };

  it('let in, say who it is, and let out again', async () => {
    const id = await company.member({ username: 'ada', email: 'ada@lakeside.test' });
    await company.inGroup(id, 10, ['me.read']);
    const site = await company.site(id);
    const answer = await signIn('ada');
    expect([answer.statusCode, answer.json()]).toEqual([200, { member: { id, displayName: 'Ada Byron', language: 'en' }, next: 'home' }]);
    expect(answer.cookies.find(({ name }) => name === '__Host-placet')).toMatchObject({
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
      path: '/',
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    const me = await send('GET', '/me', undefined, browser(answer));
    expect(me.json()).toMatchObject({
      member: {
        id,
        displayName: 'Ada Byron',
        firstName: 'Ada',
        lastName: 'Byron',
        username: 'ada',
        email: 'ada@lakeside.test',
        language: 'en',
        sites: [{ id: site }],
      },
      workspace: { id: company.id, slug: company.slug, name: 'Lakeside Hotels', timeZone: 'UTC', languages: ['en', 'fr'] },
      permissions: ['me.read'],
      rank: 10,
      next: 'home',
      secretKind: 'password',
    });
    const out = await send('DELETE', '/session', undefined, browser(answer));
    expect(out.statusCode).toBe(204);
    expect(out.cookies.find(({ name }) => name === '__Host-placet')).toMatchObject({ value: '', httpOnly: true });
    expect((await send('GET', '/me', undefined, browser(answer))).statusCode).toBe(401);
  });

  it('answer the same to every sign-in that fails, head and body, byte for byte', async () => {
    const suspended = await Company.open(world);
    await suspended.member({ username: 'eve' });
    await superuser.query(`update workspace set state = 'suspended' where id = $1`, [suspended.id]);
    await company.member({ username: 'eve' });
    await company.member({ username: 'pin-eve', form: 'pin', secret: '482039' });
    await company.member({ username: 'bare', form: 'none' });
    for (const state of ['invited', 'waiting', 'inactive', 'banned', 'erased']) await company.member({ username: `eve-${state}`, state });
    const answers = [
      await signIn('eve', 'wrong'),
      await signIn('nobody', 'wrong'),
      await signIn('eve', aPassword, 'no-such-place'),
      await signIn('eve', aPassword, suspended.slug),
      await signIn('pin-eve', '482038'),
      await signIn('bare', 'anything'),
      await signIn('m\u0131ke@lakeside.test', aPassword),
      ...(await Promise.all(['invited', 'waiting', 'inactive', 'banned', 'erased'].map((state) => signIn(`eve-${state}`)))),
    ].map(told);
    expect(answers[0]).toMatchObject({ statusCode: 401, body: expect.stringContaining('"code":"sign_in_refused"') });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('answer the same to every reset that is asked for, no sooner than after 150 ms', async () => {
    await company.member({ email: 'olga@lakeside.test' });
    const ask = async (username: string, workspace = company.slug) => {
      const began = performance.now();
      const answer = told(await send('POST', '/password-resets', { workspace, username }));
      return { ...answer, isSlowEnough: performance.now() - began > 140 };
    };
    const answers = [
      await ask('olga@lakeside.test'),
      await ask('nobody@lakeside.test'),
      await ask('mi\u212Ae@lakeside.test'),
      await ask('olga@lakeside.test', 'no-such-place'),
    ];
    expect(answers[0]).toMatchObject({ statusCode: 202, body: '', isSlowEnough: true });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const { rows } = await superuser.query('select count(*)::int as mails from mail where workspace_id = $1', [company.id]);
    expect(rows).toEqual([{ mails: 1 }]);
  });

  it('open nothing but the change of a first secret, which makes the session whole under a new cookie', async () => {
    await company.member({ username: 'lina', form: 'pin', secret: '482039', changeRequired: true });
    const first = await signIn('lina', '482039');
    expect(first.json()).toMatchObject({ next: 'change_secret' });
    expect((await send('GET', '/me', undefined, browser(first))).json()).toMatchObject({ next: 'change_secret', secretKind: 'pin' });
    const early = await send('GET', '/sessions', undefined, browser(first));
    expect([early.statusCode, early.json<{ code: string }>().code]).toEqual([403, 'secret_change_required']);
    const changed = await send('POST', '/me/secret', { current: '482039', next: '730194' }, browser(first));
    expect(changed.statusCode).toBe(204);
    expect((await send('GET', '/sessions', undefined, browser(first))).statusCode).toBe(401);
    expect((await send('GET', '/sessions', undefined, { ...browser(changed) })).statusCode).toBe(200);
  });

  it('list one\u2019s sessions and end one of them, never somebody else\u2019s', async () => {
    await company.member({ username: 'two' });
    await company.member({ username: 'three' });
    const [one, other, foreign] = [await signIn('two'), await signIn('two'), await signIn('three')];
    const { items } = (await send('GET', '/sessions', undefined, browser(one))).json<{ items: { id: string; current: boolean }[] }>();
    expect(items.filter(({ current }) => current)).toHaveLength(1);
    expect(items).toHaveLength(2);
    const [theirs] = (await send('GET', '/sessions', undefined, browser(foreign))).json<{ items: { id: string }[] }>().items;
    for (const id of [theirs!.id, 'not-an-id', '0190a5a5-0000-7000-8000-000000000000'])
      expect((await send('DELETE', `/sessions/${id}`, undefined, browser(one))).statusCode).toBe(404);
    expect((await send('GET', '/me', undefined, browser(foreign))).statusCode).toBe(200);
    const ended = items.find(({ current }) => !current)!;
    expect((await send('DELETE', `/sessions/${ended.id}`, undefined, browser(one))).statusCode).toBe(204);
    expect((await send('GET', '/me', undefined, browser(other))).statusCode).toBe(401);
    expect((await send('DELETE', `/sessions/${ended.id}`, undefined, browser(one))).statusCode).toBe(404);
  });

  it('confirm a session under a new cookie, and count every guess, under an Idempotency-Key, too', async () => {
    await company.member({ username: 'sure' });
    const session = browser(await signIn('sure'));
    const place = { ...session, 'x-forwarded-for': '203.0.113.77' };
    const guess = (n: number) =>
      send('POST', '/session/confirm', { password: `wrong ${n}` }, { ...place, 'idempotency-key': `a-key-of-the-spec-${n}` });
    const statuses = [];
    for (let n = 0; n < 7; n++) statuses.push((await guess(n)).statusCode);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429]);
    const late = await guess(8);
    expect([late.headers['retry-after'], late.json<{ code: string }>().code]).toEqual([
      expect.stringMatching(/^(900|899)$/),
      'too_many_tries',
    ]);
    const confirmed = await send('POST', '/session/confirm', { password: aPassword }, session);
    expect(confirmed.statusCode).toBe(204);
    expect((await send('GET', '/me', undefined, session)).statusCode).toBe(401);
    expect((await send('GET', '/me', undefined, browser(confirmed))).statusCode).toBe(200);
  });

  it.each<[string, string, unknown]>([
    ['an unknown field', '/sign-in', { workspace: 'acme', username: 'a', password: 'b', admin: true }],
    ['a wrong type', '/sign-in', { workspace: 'acme', username: ['a'], password: 'b' }],
    ['a list of addresses', '/password-resets', { workspace: 'acme', username: ['ada@lakeside.test', 'eve@evil.test'] }],
    ['a missing field', '/sign-in', { workspace: 'acme', username: 'a' }],
    ['a NUL', '/sign-in', { workspace: 'acme', username: 'a\u0000', password: 'b' }],
    ['half a surrogate pair', '/sign-in', { workspace: 'acme', username: 'a', password: '\uD800' }],
    ['a secret that is too long', '/sign-in', { workspace: 'acme', username: 'a', password: 'b'.repeat(257) }],
    ['a name that is too long', '/sign-in', { workspace: 'acme', username: 'a'.repeat(300), password: 'b' }],
    ['a slug that can\u2019t be one', '/password-resets', { workspace: 'No Such', username: 'a' }],
    ['a token that is too long', '/password-resets/complete', { token: 'x'.repeat(401), password: another }],
  ])('refuse %s', async (_, path, body) => {
    const answer = await send('POST', path, body);
    expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([422, undefined]);
  });

  it('tell of a dead link that it is dead, and nothing of a member', async () => {
    for (const token of ['', 'plc_reset_nonsense', 'x'.repeat(400)]) {
      const answer = await send('POST', '/password-resets/complete', { token, password: another });
      expect([answer.statusCode, answer.json()]).toEqual([410, expect.objectContaining({ code: 'reset_link_dead', because: 'unknown' })]);
    }
  });

  it('take nothing from another site', async () => {
    await company.member({ username: 'safe' });
    const session = browser(await signIn('safe'));
    expect(
      (await send('POST', '/sign-in', { workspace: company.slug, username: 'safe', password: aPassword }, { origin: 'https://evil.test' }))
        .statusCode,
    ).toBe(403);
    expect((await send('DELETE', '/session', undefined, { ...session, 'x-xsrf-token': 'forged' })).statusCode).toBe(403);
    expect((await send('GET', '/me', undefined, session)).statusCode).toBe(200);
  });
});

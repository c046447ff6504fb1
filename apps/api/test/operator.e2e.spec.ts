import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { anApi, operatorToken } from './an-api.ts';
import { aWorkspace } from './people.ts';

const nobody = '0198c0de-0000-7000-8000-000000000000';
const operator = { authorization: `Bearer ${operatorToken}` };

describe("the operator's door", () => {
  let app: NestFastifyApplication;
  const call = (method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, payload?: object, headers: Record<string, string> = operator) =>
    app.inject({ method, url: `/operator/v1${path}`, headers, ...(payload ? { payload } : {}) });
  const opening = (slug: string, more: object = {}) => ({
    slug,
    name: slug,
    owner: { firstName: 'Olga', lastName: 'Owner', email: `owner@${slug}.test` },
    products: [{ product: 'core', seats: 3 }],
    ...more,
  });

  beforeAll(async () => {
    app = await anApi({ PLACET_LIMITS_FACTOR: '1000' });
  });
  afterAll(() => app.close());

  it('opens a workspace, once for one key, with a link that is told once', async () => {
    const headers = { ...operator, 'idempotency-key': 'open-initech-once' };
    const opened = await call('POST', '/workspaces', opening('initech', { timeZone: 'Europe/Paris', language: 'fr' }), headers);
    const { workspace, secret } = opened.json<{ workspace: { id: string }; secret: Record<string, string> }>();
    expect([opened.statusCode, opened.headers['location']]).toEqual([201, `/operator/v1/workspaces/${workspace.id}`]);
    expect(workspace).toMatchObject({
      slug: 'initech',
      state: 'active',
      seats: [{ product: 'core', purchased: 3, assigned: 0, reserved: 0, waiting: 0, grandfathered: 0 }],
    });
    expect(secret['ownerActivationLink']).toBe(`http://localhost:3000/invite#${secret['ownerActivationToken']}`);
    const again = await call('POST', '/workspaces', opening('initech', { timeZone: 'Europe/Paris', language: 'fr' }), headers);
    expect(again.json()).toEqual({ workspace, secretWithheld: true });
    expect((await call('POST', '/workspaces', opening('initech'))).json()).toMatchObject({ status: 409, code: 'slug_taken' });
  });

  it.each([
    ['an unknown product', opening('w-product', { products: [{ product: 'gold', seats: 1 }] }), 'products'],
    ['an unknown time zone', opening('w-zone', { timeZone: 'Mars/Olympus' }), 'timeZone'],
    ['too many seats', opening('w-seats', { products: [{ product: 'core', seats: 1_000_001 }] }), 'products.0.seats'],
    ['a slug with capitals', opening('W'), 'slug'],
    ['a default language that is not enabled', opening('w-language', { language: 'fr', languages: ['en'] }), 'languages'],
  ])('opens none with %s', async (_, body, path) => {
    const answer = await call('POST', '/workspaces', body);
    expect([answer.statusCode, answer.json<{ errors: { path: string }[] }>().errors[0]?.path]).toEqual([422, path]);
    const { items } = (await call('GET', '/workspaces?limit=200')).json<{ items: { slug: string }[] }>();
    expect(items.map(({ slug }) => slug)).not.toContain(body.slug);
  });

  it('lists workspaces page by page, and nothing personal', async () => {
    for (const slug of ['list-a', 'list-b', 'list-c']) await call('POST', '/workspaces', opening(slug));
    const slugs: string[] = [];
    let cursor = '';
    do {
      const page = await call('GET', `/workspaces?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      expect(page.body).not.toMatch(/Olga|@/);
      const { items, nextCursor } = page.json<{ items: { slug: string }[]; nextCursor?: string }>();
      slugs.push(...items.map(({ slug }) => slug));
      cursor = nextCursor ?? '';
    } while (cursor);
    expect(slugs).toEqual(slugs.toSorted());
    expect(slugs).toEqual(expect.arrayContaining(['list-a', 'list-b', 'list-c']));
  });

  it('grants seats, and grandfathers what is used where it shrinks', async () => {
    const acme = await aWorkspace(app, 'acme');
    const { items } = (await app.inject({ url: '/api/v1/groups', headers: acme.owner })).json<{
      items: { id: string; builtIn?: string }[];
    }>();
    const groupIds = items.filter(({ builtIn }) => builtIn === 'member').map(({ id }) => id);
    for (const email of ['a@acme.test', 'b@acme.test'])
      await app.inject({
        method: 'POST',
        url: '/api/v1/members',
        headers: acme.owner,
        payload: { firstName: 'A', lastName: 'B', email, groupIds, products: ['core'] },
      });
    const shrunk = await call('PUT', `/workspaces/${acme.id}/products/core`, { grantedSeats: 1, reason: 'contract ends' });
    expect(shrunk.json()).toMatchObject({ seats: [{ product: 'core', purchased: 1, reserved: 2, grandfathered: 1 }] });
    const more = await call('PUT', `/workspaces/${acme.id}/products/contract`, { grantedSeats: 2, reason: 'trial' });
    expect(more.json<{ seats: object[] }>().seats).toContainEqual({
      product: 'contract',
      purchased: 2,
      assigned: 0,
      reserved: 0,
      waiting: 0,
      grandfathered: 0,
    });
    expect((await call('PUT', `/workspaces/${acme.id}/products/gold`, { grantedSeats: 2, reason: 'x' })).statusCode).toBe(422);
    expect((await call('PUT', `/workspaces/${acme.id}/products/core`, { grantedSeats: -1, reason: 'x' })).statusCode).toBe(422);
    expect((await call('PUT', `/workspaces/${nobody}/products/core`, { grantedSeats: 2, reason: 'x' })).statusCode).toBe(404);
  });

  it('suspends a workspace at once, and lets it go on', async () => {
    const globex = await aWorkspace(app, 'globex');
    const me = () => app.inject({ url: '/api/v1/me', headers: globex.owner });
    expect((await me()).statusCode).toBe(200);
    expect((await call('PATCH', `/workspaces/${globex.id}`, { state: 'suspended' })).json()).toMatchObject({ state: 'suspended' });
    expect((await me()).statusCode).toBe(401);
    await call('PATCH', `/workspaces/${globex.id}`, { state: 'active' });
    expect((await me()).statusCode).toBe(200);
  });

  it('sets limits and domains, and takes a limit back with null', async () => {
    const { id } = await aWorkspace(app, 'limits');
    const set = await call('PATCH', `/workspaces/${id}`, {
      limits: { scimRequestsPerSecond: 100, membersMax: 1 },
      verifiedDomains: ['Limits.test'],
    });
    expect(set.json()).toMatchObject({ limits: { scimRequestsPerSecond: 100, membersMax: 1 }, verifiedDomains: ['limits.test'] });
    expect((await call('PATCH', `/workspaces/${id}`, { limits: { membersMax: null } })).json()).toMatchObject({
      limits: { scimRequestsPerSecond: 100, membersMax: null },
    });
    expect((await call('PATCH', `/workspaces/${id}`, { limits: { membersMax: 0 } })).statusCode).toBe(422);
    expect((await call('PATCH', `/workspaces/${nobody}`, { state: 'suspended' })).statusCode).toBe(404);
  });

  it('invites the owner anew only while none is active', async () => {
    const { workspace } = (await call('POST', '/workspaces', opening('lost-mail'))).json<{ workspace: { id: string } }>();
    const anew = await call('POST', `/workspaces/${workspace.id}/owner-link`);
    const token = anew.json<{ secret: { ownerActivationToken: string } }>().secret.ownerActivationToken;
    expect(anew.statusCode).toBe(201);
    await app.inject({ method: 'POST', url: '/api/v1/invitations/accept', payload: { token, password: 'correct horse battery staple' } });
    expect((await call('POST', `/workspaces/${workspace.id}/owner-link`)).json()).toMatchObject({ status: 409, code: 'state_conflict' });
  });

  it('adds a product to the catalogue and renames it', async () => {
    expect((await call('PUT', '/products/vault', { name: 'Vault' })).json()).toEqual({ code: 'vault', name: 'Vault' });
    expect((await call('PUT', '/products/vault', { name: 'The Vault' })).json()).toEqual({ code: 'vault', name: 'The Vault' });
    expect((await call('PUT', '/products/9', { name: 'Nine' })).statusCode).toBe(404);
    const { workspace } = (await call('POST', '/workspaces', opening('vaulted', { products: [{ product: 'vault', seats: 1 }] }))).json<{
      workspace: object;
    }>();
    expect(workspace).toMatchObject({ seats: [{ product: 'vault', purchased: 1 }] });
  });

  it.each([
    ['no token', {}],
    ['another token', { authorization: `Bearer ${'x'.repeat(33)}` }],
  ])('is shut to %s', async (_, headers) => {
    expect((await call('GET', '/workspaces', undefined, headers)).statusCode).toBe(401);
    expect((await call('GET', `/workspaces/${nobody}`, undefined, headers)).statusCode).toBe(401);
  });

  it('is shut to a signed-in owner, and his door to the operator', async () => {
    const acme = await aWorkspace(app, 'mixed');
    expect((await call('GET', '/workspaces', undefined, acme.owner)).statusCode).toBe(401);
    expect((await app.inject({ url: '/api/v1/members', headers: operator })).statusCode).toBe(401);
  });

  it('is a wall where no token is configured', async () => {
    const walled = await anApi({ PLACET_OPERATOR_TOKEN: undefined as never });
    expect((await walled.inject({ url: '/operator/v1/workspaces', headers: operator })).statusCode).toBe(404);
    await walled.close();
  });
});

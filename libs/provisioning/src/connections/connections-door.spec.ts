import { AWorkspace, aPassword } from '@placet/testing';
import { scimDoor, type Answer, type ScimDoor } from '../../test/scim-door.ts';

const origin = 'http://localhost:3000';

describe('directory connections over REST', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let send: (method: string, path: string, body?: object, more?: Record<string, string>) => Promise<Answer>;
  beforeAll(async () => {
    door = await scimDoor();
    acme = await AWorkspace.with(door.world, { core: 5 });
    const body = { workspace: acme.slug, username: `owner@${acme.slug}.test`, password: aPassword };
    const { cookies, statusCode } = await door.app.inject({ method: 'POST', url: '/api/v1/sign-in', headers: { origin }, payload: body });
    expect(statusCode).toBe(200);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const xsrf = cookies.find(({ name }) => name.startsWith('XSRF-TOKEN'))?.value ?? '';
    send = async (method, path, payload, more = {}) => {
      const headers = { cookie, origin, 'x-xsrf-token': xsrf, ...more };
      const url = `/api/v1/directory-connections${path}`;
      const answer = await door.app.inject({ method: method as 'GET', url, headers, ...(payload ? { payload } : {}) });
      return { status: answer.statusCode, headers: answer.headers, body: answer.body ? answer.json() : undefined };
    };
  });
  afterAll(() => door.close());

  it('are added, edited with their version, and listed', async () => {
    const added = await send('POST', '', { name: 'Okta', provider: 'okta' });
    const { id } = added.body.connection;
    expect([added.status, added.headers['location'], added.headers['etag']]).toEqual([201, `/api/v1/directory-connections/${id}`, '"1"']);
    expect(added.body.connection).toMatchObject({
      seatPolicy: 'wait',
      onCreate: 'invite',
      baseUrl: `${origin}/scim/v2`,
      tokens: [],
      managed: 0,
    });
    const edited = await send('PATCH', `/${id}`, { onCreate: 'active', defaults: { products: ['core'] } }, { 'if-match': '"1"' });
    expect([edited.status, edited.body.connection.onCreate, edited.headers['etag']]).toEqual([200, 'active', '"2"']);
    expect((await send('PATCH', `/${id}`, { name: 'x' }, { 'if-match': '"1"' })).status).toBe(412);
    expect((await send('GET', `/${id}`)).body).toEqual(edited.body.connection);
    expect((await send('GET', '')).body.items).toContainEqual(edited.body.connection);
  });

  it('show a token once: never again, not even to the same request', async () => {
    const { id } = (await send('POST', '', { name: 'Entra', provider: 'entra' })).body.connection;
    const once = { 'idempotency-key': 'a-key-of-this-spec-1' };
    const made = await send('POST', `/${id}/tokens`, { name: 'first' }, once);
    expect([made.status, made.body.secret.kind, made.body.token.name]).toEqual([201, 'token', 'first']);
    const users = () => door.app.inject({ url: '/scim/v2/Users', headers: { authorization: `Bearer ${made.body.secret.value}` } });
    expect((await users()).statusCode).toBe(200);
    const replayed = await send('POST', `/${id}/tokens`, { name: 'first' }, once);
    expect([replayed.status, replayed.body.token, replayed.body.secret]).toEqual([201, made.body.token, undefined]);
    const { body } = await send('GET', `/${id}`);
    expect([body.tokens.length, JSON.stringify(body).includes(made.body.secret.value)]).toEqual([1, false]);
    expect((await send('DELETE', `/${id}/tokens/${made.body.token.id}`)).status).toBe(204);
    expect((await send('DELETE', `/${id}/tokens/${made.body.token.id}`)).status).toBe(204);
    expect([(await users()).statusCode, (await send('GET', `/${id}`)).body.tokens]).toEqual([401, []]);
  });

  it('refuse what is not right, each in its way', async () => {
    const { id } = (await send('POST', '', { name: 'Other', provider: 'other' })).body.connection;
    const status = async (...call: Parameters<typeof send>) => (await send(...call)).status;
    expect(await status('POST', '', { name: '', provider: 'okta' })).toBe(422);
    expect(await status('POST', '', { name: 'x', provider: 'google' })).toBe(422);
    expect(await status('PATCH', `/${id}`, { seatPolicy: 'buy' })).toBe(422);
    expect(await status('PATCH', `/${id}`, { defaults: { groupIds: [acme.groups.owner] } })).toBe(422);
    expect(await status('POST', `/${id}/tokens`, { name: 'x', expiresAt: '2020-01-01T00:00:00Z' })).toBe(422);
    for (const unknown of ['x', acme.id]) {
      expect([await status('GET', `/${unknown}`), await status('DELETE', `/${id}/tokens/${unknown}`)]).toEqual([404, 404]);
    }
    await send('POST', `/${id}/tokens`, { name: 'one' });
    await send('POST', `/${id}/tokens`, { name: 'two' });
    expect((await send('POST', `/${id}/tokens`, { name: 'three' })).body).toMatchObject({
      status: 409,
      code: 'two_tokens_live',
      tokens: ['one', 'two'],
    });
    const { id: foreign } = { id: (await door.directory(await AWorkspace.with(door.world, { core: 1 }))).connectionId };
    expect(await status('GET', `/${foreign}`)).toBe(404);
    expect((await door.app.inject({ url: '/api/v1/directory-connections' })).statusCode).toBe(401);
  });
});

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { anApi } from './an-api.ts';
import { aPlainMember, aWorkspace, type OpenedWorkspace, type SignedInHeaders } from './people.ts';

const nobody = '0198c0de-0000-7000-8000-000000000000';

describe('the doors of groups and settings', () => {
  let app: NestFastifyApplication;
  let acme: OpenedWorkspace;
  let plain: SignedInHeaders;

  const call = (method: 'GET' | 'POST' | 'PATCH' | 'PUT', path: string, payload?: object, version?: number, as = acme.owner) =>
    app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { ...as, ...(version === undefined ? {} : { 'if-match': `"${version}"` }) },
      ...(payload ? { payload } : {}),
    });

  beforeAll(async () => {
    app = await anApi({ PLACET_LIMITS_FACTOR: '1000' });
    acme = await aWorkspace(app, 'acme');
    plain = await aPlainMember(app, acme, 'plain');
  });
  afterAll(() => app.close());

  it('adds a group, shows it, and changes it only for who has seen its present version', async () => {
    const added = await call('POST', '/groups', { name: 'Accountants', permissions: ['seats.read'] });
    const { id } = added.json<{ id: string }>();
    expect([added.statusCode, added.headers['location'], added.headers['etag']]).toEqual([201, `/api/v1/groups/${id}`, '"1"']);
    expect((await call('GET', `/groups/${id}`)).json()).toEqual(added.json());
    expect((await call('PATCH', `/groups/${id}`, { name: 'Books' })).statusCode).toBe(428);
    expect((await call('PATCH', `/groups/${id}`, { name: 'Books' }, 1)).json()).toMatchObject({
      name: 'Books',
      permissions: ['seats.read'],
      version: 2,
    });
    const stale = await call('PATCH', `/groups/${id}`, { name: 'Ledgers' }, 1);
    expect([stale.statusCode, stale.headers['etag']]).toEqual([412, '"2"']);
  });

  it.each([
    ['an unknown key', { name: 'X', permissions: ['members.eat'] }, 422, 'permissions.0'],
    ['no name', { permissions: [] }, 422, 'name'],
    ['a name of blanks', { name: '   ', permissions: [] }, 422, 'name'],
    ['a field that is the rules own', { name: 'X', permissions: [], rank: 100 }, 422, 'rank'],
    ['a taken name', { name: 'oWNER', permissions: [] }, 409, 'name'],
  ])('refuses a group with %s', async (_, body, status, path) => {
    const answer = await call('POST', '/groups', body);
    expect([answer.statusCode, answer.json<{ errors: { path: string }[] }>().errors[0]?.path]).toEqual([status, path]);
  });

  it('keeps what is built in', async () => {
    const { items } = (await call('GET', '/groups')).json<{ items: { id: string; builtIn?: string }[] }>();
    const answer = await call('PATCH', `/groups/${items[0]!.id}`, { name: 'Kings' }, 1);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([409, 'built_in_group_protected']);
    expect((await call('PATCH', `/groups/${nobody}`, { name: 'X' }, 1)).statusCode).toBe(404);
  });

  it('tells the catalogue of permissions to everybody', async () => {
    const { items } = (await call('GET', '/permissions', undefined, undefined, plain)).json<{ items: { key: string }[] }>();
    expect(items).toContainEqual({ key: 'members.ban', rank: 80, heldBy: ['owner', 'administrator'] });
  });

  it('changes policies by version, and keeps what was not named', async () => {
    const before = await call('GET', '/policies');
    expect(before.headers['etag']).toBe('"1"');
    expect((await call('PUT', '/policies', { values: { 'invitation.days': 30 } })).statusCode).toBe(428);
    const after = await call('PUT', '/policies', { values: { 'invitation.days': 30 } }, 1);
    expect([after.statusCode, after.headers['etag']]).toEqual([200, '"2"']);
    expect(after.json()).toMatchObject({ version: 2, values: { 'invitation.days': 30, 'session.idleHours': 12 } });
    expect((await call('PUT', '/policies', { values: { 'invitation.days': 3 } }, 2)).json()).toMatchObject({
      errors: [{ path: 'values.invitation.reminders', code: 'not_in_order_before_the_end' }],
    });
    expect((await call('PUT', '/policies', { values: { 'purchase.maxAmount': 1 } }, 2)).statusCode).toBe(422);
    expect((await call('PUT', '/policies', { values: {} }, 1)).statusCode).toBe(412);
  });

  it('adds sites and renames them', async () => {
    const added = await call('POST', '/sites', { code: 'LYS', name: 'Lyon' });
    const { id } = added.json<{ id: string }>();
    expect([added.statusCode, added.headers['location']]).toEqual([201, `/api/v1/sites/${id}`]);
    expect((await call('POST', '/sites', { code: 'lys', name: 'Other' })).statusCode).toBe(409);
    expect((await call('PATCH', `/sites/${id}`, { name: 'Lyon 2' }, 1)).json()).toMatchObject({ name: 'Lyon 2', version: 2, members: 0 });
    expect((await call('PATCH', `/sites/${id}`, { name: 'Lyon 3' }, 1)).statusCode).toBe(412);
    expect((await call('PATCH', `/sites/${nobody}`, { name: 'x' })).statusCode).toBe(404);
    expect((await call('GET', '/sites')).json()).toMatchObject({ items: [{ code: 'LYS', name: 'Lyon 2' }] });
  });

  it('keeps the list of seniorities, in order, with its version', async () => {
    expect((await call('GET', '/seniorities')).json()).toEqual({ items: [], version: 1 });
    const put = await call('PUT', '/seniorities', { items: [{ name: 'Lawyer' }, { name: 'Associate' }] }, 1);
    const { items } = put.json<{ items: { id: string; name: string }[] }>();
    expect([put.headers['etag'], items.map(({ name }) => name)]).toEqual(['"2"', ['Lawyer', 'Associate']]);
    expect((await call('PUT', '/seniorities', { items: [] }, 1)).statusCode).toBe(412);
    const turned = await call('PUT', '/seniorities', { items: [{ id: items[1]!.id, name: 'Senior associate' }] });
    expect(turned.json()).toEqual({ items: [{ id: items[1]!.id, name: 'Senior associate' }], version: 3 });
    expect((await call('PUT', '/seniorities', { items: [{ id: nobody, name: 'x' }] })).json()).toMatchObject({
      errors: [{ path: 'items.0.id', code: 'unknown' }],
    });
    expect((await call('GET', '/seniorities')).json()).toMatchObject({ version: 3 });
  });

  it.each([
    ['GET', '/groups', 'groups.read'],
    ['POST', '/groups', 'groups.manage'],
    ['GET', '/policies', 'policies.read'],
    ['PUT', '/policies', 'policies.manage'],
    ['GET', '/sites', 'sites.read'],
    ['POST', '/sites', 'sites.manage'],
    ['PUT', '/seniorities', 'workspace.manage'],
  ] as const)('%s %s needs the permission %s', async (method, path, permission) => {
    const answer = await call(method, path, method === 'GET' ? undefined : {}, 1, plain);
    expect([answer.statusCode, answer.json<{ permission: string }>().permission]).toEqual([403, permission]);
  });
});

import { AddMember } from '@placet/members';
import { aGroup, Pushed } from '../../test/pushed.ts';
import { aPatch, aUser, scimDoor, type ScimDoor } from '../../test/scim-door.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const nobody = '11111111-2222-4333-8444-555555555555';
interface Told {
  readonly method: string;
  readonly bulkId?: string;
  readonly status: string;
  readonly location?: string;
  readonly version?: string;
  readonly response?: { readonly status: string; readonly scimType?: string; readonly detail: string };
}

describe('bulk', () => {
  let door: ScimDoor;
  let scene: Pushed;
  let count = 0;
  beforeAll(async () => {
    door = await scimDoor();
    scene = await Pushed.into(door, { core: 50 });
  });
  afterAll(() => door.close());

  const send = (Operations: unknown, more: object = {}) =>
    scene.okta.send('POST', '/Bulk', { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], ...more, Operations });
  const tried = async (operations: object[], more: object = {}): Promise<Told[]> => {
    const { status, headers, body } = await send(operations, more);
    expect([status, headers['content-type'], body.schemas]).toEqual([
      200,
      'application/scim+json; charset=utf-8',
      ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'],
    ]);
    return body.Operations as Told[];
  };
  const name = () => `bulk${++count}@${scene.acme.slug}.test`;
  const newUser = (bulkId: string, more: object = {}) => ({ method: 'POST', path: '/Users', bulkId, data: aUser(name(), more) });
  const newGroup = (bulkId: string, ...members: string[]) => ({
    method: 'POST',
    path: '/Groups',
    bulkId,
    data: aGroup(`Bulk ${++count}`, ...members),
  });
  const idOf = ({ location = '' }: Told) => location.split('/').at(-1)!;
  const statuses = (told: readonly Told[]) => told.map(({ status }) => status);

  it('80: creates by order of need, answers in the order of the request', async () => {
    const told = await tried([
      newGroup('g', 'bulkId:u'),
      newUser('u'),
      { method: 'PATCH', path: '/Groups/bulkId:g', data: aPatch({ op: 'add', path: 'members', value: [{ value: 'bulkId:v' }] }) },
      newUser('v', { [enterprise]: { manager: { value: 'bulkId:u' } } }),
      { method: 'patch', path: '/Groups/bulkId:g', data: aPatch({ op: 'remove', path: 'members[value eq "bulkId:u"]' }) },
      { method: 'PUT', path: '/Users/bulkId:u', data: aUser(name(), { title: 'Head' }) },
      { method: 'DELETE', path: '/Users/bulkId:v' },
    ]);
    expect(told.map(({ method, bulkId, status }) => [method, bulkId, status])).toEqual([
      ['POST', 'g', '201'],
      ['POST', 'u', '201'],
      ['PATCH', undefined, '204'],
      ['POST', 'v', '201'],
      ['PATCH', undefined, '204'],
      ['PUT', undefined, '200'],
      ['DELETE', undefined, '204'],
    ]);
    expect(told[0]).toMatchObject({ version: 'W/"1"', location: expect.stringMatching(/\/scim\/v2\/Groups\/[0-9a-f-]{36}$/) });
    expect(told[6]).toEqual({ method: 'DELETE', location: told[3]!.location, status: '204' });
    const { body } = await scene.okta.send('GET', `/Users/${idOf(told[1]!)}`);
    expect([body.title, await scene.membersOf(idOf(told[0]!))]).toEqual(['Head', []]);
  });

  it('81: stops after so many errors, and says only what was tried', async () => {
    const stranger = { method: 'DELETE', path: `/Users/${nobody}` };
    const userName = name();
    const user = { method: 'POST', path: '/Users', bulkId: 'x', data: aUser(userName) };
    const [only, ...others] = await tried([stranger, user], { failOnErrors: 1 });
    expect([only, others]).toEqual([
      {
        method: 'DELETE',
        location: expect.stringContaining(nobody),
        status: '404',
        response: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '404', detail: 'No such resource.' },
      },
      [],
    ]);
    expect(statuses(await tried([stranger, stranger, user, stranger], { failOnErrors: 2 }))).toEqual(['404', '404']);
    expect(statuses(await tried([stranger, user, stranger]))).toEqual(['404', '201', '404']);
    expect(statuses(await tried([{ ...user, bulkId: 'y' }]))).toEqual(['409']);
  });

  it('82: fails a POST without bulkId, alone', async () => {
    const { bulkId: _none, ...nameless } = newUser('');
    const [bad, good] = await tried([nameless, newUser('u')]);
    expect([bad!.status, bad!.response!.scimType, good!.status]).toEqual(['400', 'invalidValue', '201']);
  });

  it('83: closes circles by creating first and linking after; what can not be linked is 409', async () => {
    const [outer, inner] = await tried([newGroup('a', 'bulkId:b'), newGroup('b', 'bulkId:a')]);
    expect([outer!.status, inner!.status]).toEqual(['201', '201']);
    expect([await scene.membersOf(idOf(outer!)), await scene.membersOf(idOf(inner!))]).toEqual([[idOf(inner!)], [idOf(outer!)]]);
    const boss = (of: string) => ({ [enterprise]: { manager: { value: `bulkId:${of}` } } });
    const [ada, bob] = await tried([newUser('a', boss('b')), newUser('b', boss('a'))]);
    const managerOf = async (told: Told) => (await scene.okta.send('GET', `/Users/${idOf(told)}`)).body[enterprise]?.manager?.value;
    expect([await managerOf(ada!), await managerOf(bob!)]).toEqual([idOf(bob!), idOf(ada!)]);
    const [cyd, dan] = await tried([newUser('a', boss('b')), { ...newUser('b'), data: { ...aUser(name(), boss('a')), userName: '' } }]);
    expect([cyd!.status, cyd!.response!.scimType, dan!.status]).toEqual(['409', undefined, '400']);
    const [lost] = await tried([newUser('a', boss('c'))]);
    expect([lost!.status, lost!.response!.scimType]).toEqual(['400', 'invalidValue']);
    const [itself] = await tried([newGroup('a', 'bulkId:a')]);
    expect(itself!.status).toBe('400');
  });

  it('83: takes resource paths only, no Bulk in a Bulk, and no more than its limits, which it names', async () => {
    const data = aUser(name());
    const odd = ['/Bulk', '/Me', '/Schemas', '/Users?x=1', 'Users', '/Users/', '/groups', '/../Users', 7];
    const told = await tried(odd.map((path, n) => ({ method: 'POST', path, bulkId: `${n}`, data })));
    expect(new Set(statuses(told))).toEqual(new Set(['400']));
    const [get] = await tried([{ method: 'GET', path: '/Users' }]);
    expect(get!.status).toBe('400');
    const many = await send(Array.from({ length: 1001 }, () => ({ method: 'DELETE', path: `/Users/${nobody}` })));
    expect([many.status, many.body.status, many.body.detail]).toEqual([413, '413', expect.stringContaining('1000')]);
    const large = await send([newUser('u', { title: 'x'.repeat(1_100_000) })]);
    expect([large.status, large.body.status, large.body.detail]).toEqual([413, '413', expect.stringContaining('1048576')]);
    for (const bad of [undefined, [], 'x', {}]) expect((await send(bad)).status).toBe(400);
    expect((await send([newUser('u')], { failOnErrors: 'one' })).status).toBe(400);
    expect((await send([newUser('u')], { schemas: ['urn:other'] })).status).toBe(400);
  });

  it('claims seats, switches off and keeps the last owner as every door does; each operation stands or falls alone', async () => {
    const small = await Pushed.into(door, { core: 1 }, { seatPolicy: 'refuse', defaults: { products: ['core'] } });
    const bulk = async (operations: object[]) => {
      const { body } = await small.okta.send('POST', '/Bulk', {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
        Operations: operations,
      });
      return body.Operations as Told[];
    };
    const off = (id: string) => ({ method: 'PATCH', path: `/Users/${id}`, data: aPatch({ op: 'replace', path: 'active', value: false }) });
    const told = await bulk([newUser('a'), newUser('b'), off('bulkId:a'), newUser('c')]);
    expect(statuses(told)).toEqual(['201', '403', '200', '201']);
    expect(told[1]!.response!.detail).toContain('No Core seat left');
    expect(await small.acme.pool('core')).toMatchObject({ assigned: 1 });
    expect(await small.acme.stateOf(idOf(told[0]!) as never)).toBe('inactive');
    const version = (id: string, wanted: string) => ({ ...off(id), version: wanted });
    expect(statuses(await bulk([version(idOf(told[3]!), 'W/"77"'), version(idOf(told[3]!), told[3]!.version!)]))).toEqual(['412', '200']);
    const owner = small.acme.owner.id!;
    await door.world.sql('update member set managed_by = $2 where id = $1', [owner, small.okta.connectionId]);
    const [last, gone] = await bulk([off(owner), { method: 'DELETE', path: `/Users/${owner}` }]);
    expect([last!.status, gone!.status, await small.acme.stateOf(owner as never)]).toEqual([
      expect.stringMatching(/^4/),
      expect.stringMatching(/^4/),
      'active',
    ]);
    await expect(
      door.world.bus.execute(new AddMember(small.acme.owner, small.acme.person(), 'activation_link', false)),
    ).resolves.toBeDefined();
  });

  it('finds a user by his id however it is written, and tells what it did: alone and in a Bulk', async () => {
    const [one, other] = [await scene.user(), await scene.user()];
    const body = aPatch({ op: 'replace', path: 'active', value: false });
    const path = `/Users/${one.toUpperCase()}`;
    const alone = await scene.okta.send('PATCH', path, body);
    expect([alone.status, alone.body.id, alone.body.active]).toEqual([200, one, false]);
    const [inBulk] = await tried([{ method: 'PATCH', path: `/Users/${other.toUpperCase()}`, data: body }]);
    expect([inBulk!.status, idOf(inBulk!)]).toEqual(['200', other]);
    const events = await door.world.sql<{ subject_id: string }>(
      `select subject_id from event where workspace_id = $1 and type = 'member.deactivated' order by id`,
      [scene.acme.id],
    );
    expect(events.map(({ subject_id }) => subject_id)).toEqual(expect.arrayContaining([one, other]));
  });

  it('opens nothing of another workspace, and nothing without a token', async () => {
    const globex = await Pushed.into(door, { core: 5 });
    const theirs = await globex.user();
    const told = await tried([
      { method: 'DELETE', path: `/Users/${theirs}` },
      newGroup('g', theirs),
      { method: 'PATCH', path: `/Users/${theirs}`, data: aPatch({ op: 'replace', path: 'title', value: 'x' }) },
    ]);
    expect(statuses(told)).toEqual(['404', '400', '404']);
    const bare = await scene.okta.send('POST', '/Bulk', {}, { authorization: 'Bearer x' });
    expect(bare.status).toBe(401);
  });
});

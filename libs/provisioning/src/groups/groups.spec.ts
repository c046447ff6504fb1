import { AWorkspace } from '@placet/testing';
import { aPatch, aUser, scimDoor, type ADirectory, type ScimDoor } from '../../test/scim-door.ts';

const aGroup = (displayName: string, ...members: string[]) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
  displayName,
  members: members.map((value) => ({ value })),
});
const nobody = '11111111-2222-4333-8444-555555555555';

describe('groups of a directory', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let okta: ADirectory;
  let count = 0;
  beforeAll(async () => {
    door = await scimDoor();
    acme = await AWorkspace.with(door.world, { core: 100 });
    okta = await door.directory(acme);
  });
  afterAll(() => door.close());

  const user = async (directory = okta): Promise<string> => {
    const { body } = await directory.send('POST', '/Users', aUser(`user${++count}@${acme.slug}.test`));
    return body.id as string;
  };
  const users = async (n: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let i = 0; i < n; i++) ids.push(await user());
    return ids;
  };
  const group = async (...members: string[]): Promise<string> => {
    const { status, body } = await okta.send('POST', '/Groups', aGroup(`Team ${++count}`, ...members));
    expect(status).toBe(201);
    return body.id as string;
  };
  const membersOf = async (groupId: string): Promise<string[]> => {
    const { body } = await okta.send('GET', `/Groups/${groupId}`);
    return ((body.members ?? []) as { value: string }[]).map(({ value }) => value).toSorted();
  };
  const patch = (groupId: string, ...operations: object[]) => okta.send('PATCH', `/Groups/${groupId}`, aPatch(...operations));
  const rows = async (): Promise<number> => {
    const [found] = await door.world.sql<{ n: number }>('select count(*)::int as n from directory_group where workspace_id = $1', [
      acme.id,
    ]);
    return found!.n;
  };

  it('are created with their members, a location and a version; 29: the name is required, and unique without regard to case', async () => {
    const ada = await user();
    const { status, headers, body } = await okta.send('POST', '/Groups', { ...aGroup('Écrivains', ada), externalId: 'x-1', id: nobody });
    expect([status, headers['location'], headers['etag']]).toEqual([201, body.meta.location, 'W/"1"']);
    expect(body).toMatchObject({
      displayName: 'Écrivains',
      externalId: 'x-1',
      members: [{ value: ada, type: 'User', display: 'Ada Byron' }],
    });
    expect(body.id).not.toBe(nobody);
    const again = await okta.send('POST', '/Groups', aGroup('éCRIVAINS'));
    expect([again.status, again.body.scimType]).toEqual([409, 'uniqueness']);
    const nameless = await okta.send('POST', '/Groups', { ...aGroup(' ') });
    expect([nameless.status, nameless.body.scimType]).toEqual([400, 'invalidValue']);
    const other = await door.directory(acme);
    expect((await other.send('POST', '/Groups', aGroup('Écrivains'))).status).toBe(201);
  });

  it('31: name no stranger and not themselves; nothing is written then', async () => {
    const ada = await user();
    const globex = await AWorkspace.with(door.world, { core: 10 });
    const entra = await door.directory(globex);
    const foreign = await user(entra);
    const before = await rows();
    for (const stranger of [nobody, 'ada', foreign]) {
      const { status, body } = await okta.send('POST', '/Groups', aGroup(`Team ${++count}`, ada, stranger));
      expect([status, body.scimType, body.detail]).toEqual([
        400,
        'invalidValue',
        `members names ${stranger}, whom this connection does not know.`,
      ]);
    }
    expect(await rows()).toBe(before);
    const team = await group(ada);
    const [bob, eve] = await users(2);
    for (const stranger of [nobody, foreign, team]) {
      expect((await patch(team, { op: 'add', path: 'members', value: [{ value: bob }, { value: stranger }] })).status).toBe(400);
      expect(
        (await patch(team, { op: 'replace', path: 'displayName', value: `No ${count}` }, { op: 'add', path: 'members', value: stranger }))
          .status,
      ).toBe(400);
      expect((await okta.send('PUT', `/Groups/${team}`, aGroup(`No ${count}`, eve!, stranger))).status).toBe(400);
    }
    expect(await membersOf(team)).toEqual([ada]);
    expect((await okta.send('GET', `/Groups/${team}`)).headers['etag']).toBe('W/"1"');
    expect((await entra.send('PATCH', `/Groups/${team}`, aPatch({ op: 'add', path: 'members', value: foreign }))).status).toBe(404);
  });

  it('30: tell of each member value, type, name and address; a group in a group is one, and inherits nothing', async () => {
    const ada = await user();
    const inner = await group(ada);
    const outer = await group(inner);
    const { body } = await okta.send('GET', `/Groups/${outer}`);
    expect(body.members).toEqual([
      { value: inner, type: 'Group', display: expect.any(String), $ref: expect.stringContaining(`/Groups/${inner}`) },
    ]);
    await okta.send('DELETE', `/Groups/${inner}`);
    const after = await okta.send('GET', `/Groups/${outer}`);
    expect([after.body.members, after.headers['etag']]).toEqual([undefined, 'W/"2"']);
  });

  it('76: take members in every dialect', async () => {
    const [ada, bob, cyd, dan] = (await users(4)) as [string, string, string, string];
    const team = await group();
    const told: [object[], string[]][] = [
      [[{ op: 'Add', path: 'members', value: [{ $ref: null, value: ada }] }], [ada]],
      [
        [
          { op: 'add', path: 'members', value: { value: bob } },
          { op: 'add', path: 'MEMBERS', value: cyd },
        ],
        [ada, bob, cyd],
      ],
      [[{ op: 'add', value: { members: [{ value: dan }, { value: ada }] } }], [ada, bob, cyd, dan]],
      [[{ op: 'Remove', path: 'members', value: [{ $ref: null, value: ada }] }], [bob, cyd, dan]],
      [[{ op: 'remove', path: `members[value eq "${bob}"]` }], [cyd, dan]],
      [[{ op: 'remove', path: `members[value eq "${bob}" or value eq "${nobody}"]` }], [cyd, dan]],
      [[{ op: 'remove', path: 'members', value: [{ value: 'nobody' }] }], [cyd, dan]],
      [[{ op: 'remove', path: 'members', value: [] }], [cyd, dan]],
      [
        [
          { op: 'remove', path: `members[value eq "${cyd}"]` },
          { op: 'add', path: 'members', value: [{ value: bob, display: 'x' }] },
        ],
        [bob, dan],
      ],
      [[{ op: 'replace', path: 'members', value: [{ value: ada }, { value: dan }] }], [ada, dan]],
      [[{ op: 'replace', value: { id: team, members: [{ value: cyd }, { value: dan }] } }], [cyd, dan]],
      [
        [
          { op: 'remove', path: 'members' },
          { op: 'add', path: 'members', value: [{ value: ada }, { value: bob }] },
          { op: 'remove', path: 'members', value: [{ value: bob }] },
        ],
        [ada],
      ],
      [
        [
          { op: 'add', path: 'members', value: [{ value: bob }] },
          { op: 'remove', path: 'members[type eq "Group"]' },
        ],
        [ada, bob],
      ],
      [
        [
          { op: 'remove', path: 'members[type eq "User" and display sw "ada"]' },
          { op: 'add', path: 'members', value: cyd },
        ],
        [cyd],
      ],
      [[{ op: 'remove', path: 'members' }], []],
      [[{ op: 'add', path: 'members', value: [ada, bob].map((value) => ({ value })) }], [ada, bob]],
      [[{ op: 'replace', path: 'members', value: [] }], []],
    ];
    for (const [operations, members] of told) {
      const { status, body } = await patch(team, ...operations);
      expect([operations, status, body]).toEqual([operations, 204, undefined]);
      expect([operations, await membersOf(team)]).toEqual([operations, members.toSorted()]);
    }
    for (const bad of [
      { op: 'replace', path: `members[value eq "${ada}"].value`, value: bob },
      { op: 'replace', path: `members[value eq "${ada}"]`, value: { value: bob } },
      { op: 'add', path: 'members', value: [{ display: 'x' }] },
      { op: 'add', path: 'members', value: 7 },
      { op: 'remove', path: 'displayName' },
      { op: 'replace', path: 'displayName', value: '' },
      { op: 'replace', path: 'id', value: nobody },
      { op: 'remove' },
      { op: 'add', path: 'nonsense', value: 1 },
    ])
      expect([bad, (await patch(team, bad)).status]).toEqual([bad, 400]);
  });

  it('are put as a whole: what is in both lists keeps its row, and what is not sent is cleared', async () => {
    const [ada, bob, cyd] = (await users(3)) as [string, string, string];
    const { body: made } = await okta.send('POST', '/Groups', { ...aGroup(`Team ${++count}`, ada, bob), externalId: 'e' });
    const since = () =>
      door.world.sql<{ added_at: Date }>('select added_at from directory_group_member where group_id = $1 and member_id = $2', [
        made.id,
        bob,
      ]);
    const [before] = await since();
    const { status, body } = await okta.send('PUT', `/Groups/${made.id}`, { ...aGroup('Put', bob, cyd), id: nobody, meta: {} });
    expect([status, body.displayName, body.externalId, body.members.length]).toEqual([200, 'Put', undefined, 2]);
    expect(await since()).toEqual([before]);
    const same = await okta.send('PUT', `/Groups/${made.id}`, aGroup('Put', cyd, bob));
    expect([same.status, same.headers['etag']]).toEqual([200, 'W/"2"']);
    expect((await okta.send('PUT', `/Groups/${made.id}`, aGroup('Put'))).body.members).toBeUndefined();
    expect((await okta.send('PUT', `/Groups/${nobody}`, aGroup('New'))).status).toBe(404);
  });

  it('77: are renamed, and get another externalId; a name that is taken stays with the other', async () => {
    const [team, other] = [await group(), await group()];
    await patch(team, { op: 'Replace', path: 'displayName', value: 'Poets' }, { op: 'Replace', path: 'externalId', value: 'b-1' });
    await patch(team, { op: 'replace', value: { id: team, displayName: 'POETS', schemas: ['x'] } });
    expect((await okta.send('GET', `/Groups/${team}`)).body).toMatchObject({ displayName: 'POETS', externalId: 'b-1' });
    const taken = await patch(other, { op: 'replace', path: 'displayName', value: 'poets' });
    expect([taken.status, taken.body.scimType]).toEqual([409, 'uniqueness']);
    await patch(team, { op: 'remove', path: 'externalId' });
    expect((await okta.send('GET', `/Groups/${team}`)).body.externalId).toBeUndefined();
    const shown = await okta.send(
      'PATCH',
      `/Groups/${team}?attributes=displayName`,
      aPatch({ op: 'replace', path: 'displayName', value: 'Bards' }),
    );
    expect([shown.status, shown.body.displayName, shown.body.members]).toEqual([200, 'Bards', undefined]);
  });

  it('have a version that covers their members, and stays where nothing changes', async () => {
    const ada = await user();
    const team = await group();
    const add = { op: 'add', path: 'members', value: [{ value: ada }] };
    const send = (ifMatch: string) => okta.send('PATCH', `/Groups/${team}`, aPatch(add), { 'if-match': ifMatch });
    expect((await send('W/"2"')).status).toBe(412);
    const first = await send('W/"7", W/"1"');
    expect([first.status, first.headers['etag']]).toEqual([204, 'W/"2"']);
    const { lastModified } = (await okta.send('GET', `/Groups/${team}`)).body.meta;
    expect((await send('*')).headers['etag']).toBe('W/"2"');
    expect((await okta.send('GET', `/Groups/${team}`)).body.meta).toMatchObject({ lastModified, version: 'W/"2"' });
    expect((await okta.send('PUT', `/Groups/${team}`, aGroup('X'), { 'if-match': '"1"' })).status).toBe(412);
    expect((await okta.send('DELETE', `/Groups/${team}`, undefined, { 'if-match': 'nonsense' })).status).toBe(412);
    expect((await okta.send('DELETE', `/Groups/${team}`, undefined, { 'if-match': 'W/"2"' })).status).toBe(204);
  });

  it('78: keep who is switched off, and lose who is deleted', async () => {
    const [ada, bob] = (await users(2)) as [string, string];
    const team = await group(ada, bob);
    await okta.send('PATCH', `/Users/${ada}`, aPatch({ op: 'Replace', path: 'active', value: 'False' }));
    expect(await membersOf(team)).toEqual([ada, bob].toSorted());
    await okta.send('DELETE', `/Users/${bob}`);
    const { body, headers } = await okta.send('GET', `/Groups/${team}`);
    expect([body.members.map(({ value }: { value: string }) => value), headers['etag']]).toEqual([[ada], 'W/"2"']);
  });

  it('are deleted: 404 for every verb, the name free, the members as they were', async () => {
    const ada = await user();
    const { body } = await okta.send('POST', '/Groups', aGroup('Short', ada));
    expect((await okta.send('DELETE', `/Groups/${body.id}`)).status).toBe(204);
    const verbs: [string, object?][] = [
      ['GET'],
      ['PUT', aGroup('Short')],
      ['PATCH', aPatch({ op: 'replace', path: 'displayName', value: 'x' })],
      ['DELETE'],
    ];
    for (const [verb, sent] of verbs) expect([verb, (await okta.send(verb, `/Groups/${body.id}`, sent)).status]).toEqual([verb, 404]);
    for (const odd of ['x', '..', '%00', `${body.id}x`]) expect((await okta.send('DELETE', `/Groups/${odd}`)).status).toBe(404);
    expect((await okta.send('POST', '/Groups', aGroup('SHORT'))).status).toBe(201);
    expect((await okta.send('GET', `/Users/${ada}`)).status).toBe(200);
  });

  it('give nothing by themselves, whatever they are called, and leave an event for each real change', async () => {
    const ada = await user();
    const before = await acme.events();
    const team = (await okta.send('POST', '/Groups', aGroup('Owner', ada))).body.id as string;
    await patch(team, { op: 'remove', path: 'members', value: [{ value: ada }] });
    await patch(team, { op: 'remove', path: 'members', value: [{ value: ada }] });
    await okta.send('DELETE', `/Groups/${team}`);
    expect((await acme.events()).slice(before.length)).toEqual([
      'directory_group.added',
      'directory_group.edited',
      'directory_group.removed',
    ]);
    const groups = await door.world.sql(
      'select built_in from group_member gm join user_group g on g.id = gm.group_id where gm.member_id = $1',
      [ada],
    );
    expect(groups).toEqual([{ built_in: 'member' }]);
  });
});

import { displayName, type MemberState } from '@placet/contracts';
import { connectionActor, type MemberId, type SiteId } from '@placet/kernel';
import { AddMember, DeactivateMember, EditMember } from '@placet/members';
import { Bus } from '@placet/platform';
import { AWorkspace } from '@placet/testing';
import { AddSite, PutSeniorities, RenameSite } from '@placet/workspaces';
import { aPatch, aUser, scimDoor, type ADirectory, type ScimDoor } from '../../test/scim-door.ts';
import { placetGroupType, placetUserType, placetUserUrn, seatUrn } from '../placet-schemas.ts';
import { GetUser } from './get-resource.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('the answer about a user', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let okta: ADirectory;
  let count = 0;
  beforeAll(async () => (door = await scimDoor()), 30_000);
  afterAll(() => door.close());
  beforeEach(async () => {
    acme = await AWorkspace.with(door.world, { core: 2 });
    okta = await door.directory(acme, { defaults: { products: ['core'] } });
  });

  const added = async (more: object = {}): Promise<{ id: MemberId } & Record<string, never>> => {
    const { status, body } = await okta.send('POST', '/Users', aUser(`ada${++count}@${acme.slug}.test`, more));
    expect([status, body.detail]).toEqual([201, undefined]);
    return body;
  };
  const read = async (id: string, query = '') => (await okta.send('GET', `/Users/${id}${query}`)).body;
  const inList = async (id: string) => (await okta.send('GET', '/Users')).body.Resources.find((user: { id: string }) => user.id === id);
  /** The same by every way to read him, and as it was written. */
  const told = async (id: string) => {
    const answer = await read(id);
    expect(await inList(id)).toEqual(answer);
    expect((await okta.send('GET', `/Users?filter=id+eq+%22${id}%22`)).body.Resources).toEqual([answer]);
    return answer;
  };
  const group = async (displayName: string, ...members: string[]) =>
    (await okta.send('POST', '/Groups', { schemas: [placetGroupType.core.urn], displayName, members: members.map((value) => ({ value })) }))
      .body;

  it('says who he is, what became of his seat, and where he belongs, as it was sent', async () => {
    const boss = await added({ name: { givenName: 'Grace', familyName: 'Hopper' } });
    const sent = {
      externalId: 'AbC "1"',
      nickName: 'É\u2028\t"\\',
      phoneNumbers: [{ value: '415.123.4567', type: 'work' }],
      [enterprise]: { department: 'Legal', manager: { value: boss.id } },
    };
    const made = await added(sent);
    const staff = await group('Staff', made.id);
    const answer = await told(made.id);
    expect(answer).toMatchObject({
      ...sent,
      schemas: [placetUserType.core.urn, enterprise, placetUserUrn, seatUrn],
      active: true,
      groups: [{ value: staff.id, $ref: expect.stringContaining(`/scim/v2/Groups/${staff.id}`), display: 'Staff', type: 'direct' }],
      [enterprise]: {
        manager: { value: boss.id, $ref: expect.stringContaining(`/scim/v2/Users/${boss.id}`), displayName: 'Grace Hopper' },
      },
      [placetUserUrn]: {
        userCode: expect.stringMatching(/^\d{5}$/),
        memberState: 'active',
        products: [{ value: 'core', display: 'Core' }],
      },
      [seatUrn]: {
        status: 'assigned',
        holdings: [{ product: 'core', status: 'assigned', assignedAt: expect.stringMatching(/^\d{4}-.*Z$/) }],
      },
      meta: { resourceType: 'User', version: 'W/"1"', location: expect.stringContaining(`/scim/v2/Users/${made.id}`) },
    });
    expect({ ...answer, groups: undefined }).toEqual({ ...made, groups: undefined });
    expect(await read(made.id.toUpperCase())).toEqual(answer);
  });

  it('names no extension without data, and his place in the queue as it moves', async () => {
    const [one] = [await added(), await added()];
    const [first, second] = [await added(), await added()];
    expect((await told(second.id))[seatUrn]).toEqual({
      status: 'waiting',
      holdings: [
        { product: 'core', status: 'waiting', waitingSince: expect.any(String), position: 2, reason: expect.stringMatching(/\.$/) },
      ],
    });
    expect((await told(second.id)).schemas).toEqual([placetUserType.core.urn, placetUserUrn, seatUrn]);
    await okta.send('PATCH', `/Users/${one!.id}`, aPatch({ op: 'replace', path: 'active', value: false }));
    expect((await told(first.id))[seatUrn]).toMatchObject({ status: 'assigned' });
    expect((await told(second.id))[seatUrn].holdings).toMatchObject([{ status: 'waiting', position: 1 }]);
    expect(await told(one!.id)).toMatchObject({
      active: false,
      [placetUserUrn]: { memberState: 'inactive' },
      [seatUrn]: { status: 'none' },
    });
  });

  it('follows what changes through other doors and elsewhere', async () => {
    const boss = await added({ name: { givenName: 'Grace', familyName: 'Hopper' } });
    const { id } = await added({ [enterprise]: { manager: { value: boss.id } } });
    const run = (command: Parameters<Bus['execute']>[0]) => door.world.bus.execute(command);
    const siteId = (await run(new AddSite(acme.owner, 'PAR', 'Paris'))) as SiteId;
    await run(new PutSeniorities(acme.owner, [{ name: 'Partner' }]));
    const [level] = await door.world.sql<{ id: string }>('select id from seniority where workspace_id = $1', [acme.id]);
    await run(new EditMember(acme.owner, id, { siteIds: [siteId], defaultSite: siteId, seniority: level!.id } as never));
    expect((await told(id))[placetUserUrn]).toMatchObject({
      seniority: 'Partner',
      sites: [{ value: siteId, display: 'Paris', primary: true }],
    });
    await run(new RenameSite(acme.owner, siteId, 'Lyon'));
    await run(new PutSeniorities(acme.owner, [{ id: level!.id, name: 'Counsel' }]));
    expect((await told(id))[placetUserUrn]).toMatchObject({ seniority: 'Counsel', sites: [{ display: 'Lyon' }] });

    const staff = await group('Staff', id);
    await okta.send('PATCH', `/Groups/${staff.id}`, aPatch({ op: 'replace', path: 'displayName', value: 'Crew' }));
    expect((await told(id)).groups).toMatchObject([{ display: 'Crew' }]);
    await okta.send('DELETE', `/Groups/${staff.id}`);
    expect((await told(id)).groups).toBeUndefined();

    await okta.send('PATCH', `/Users/${boss.id}`, aPatch({ op: 'replace', path: 'name.familyName', value: 'Murray' }));
    expect((await told(id))[enterprise].manager.displayName).toBe('Grace Murray');
    await run(new DeactivateMember(acme.owner, boss.id));
    expect((await told(id))[enterprise].manager.displayName).toBe('Grace Murray (inactive)');
    await okta.send('DELETE', `/Users/${boss.id}`);
    expect((await told(id)).schemas).not.toContain(enterprise);

    await door.world.sql(`update product set name = 'Heart' where code = 'core'`);
    expect((await told(id))[placetUserUrn].products).toEqual([{ value: 'core', display: 'Heart' }]);
    await door.world.sql(`update product set name = 'Core' where code = 'core'`);
  });

  it('is kept once it was made, and made anew after a change', async () => {
    const { id } = await added();
    const kept = async () => {
      const [row] = await door.world.sql<{ answer: string | null }>('select answer from directory_user where member_id = $1', [id]);
      return row!.answer;
    };
    const first = await read(id);
    expect(JSON.parse((await kept()) ?? 'null')).toEqual(first);
    await door.world.sql(`update directory_user set answer = replace(answer, 'Byron', 'Kept') where member_id = $1`, [id]);
    expect((await read(id)).name.familyName).toBe('Kept');
    await okta.send('PATCH', `/Users/${id}`, aPatch({ op: 'replace', path: 'title', value: 'Counsel' }));
    expect(await read(id)).toMatchObject({ name: { familyName: 'Byron' }, title: 'Counsel', meta: { version: 'W/"2"' } });
    await door.world.sql(`update directory_user set attributes = attributes || '{"title":"Judge"}' where member_id = $1`, [id]);
    expect(await kept()).toBeNull();
    expect((await told(id)).title).toBe('Judge');
  });

  it('of somebody whom nobody keeps follows from his profile', async () => {
    const { memberId } = await door.world.bus.execute(
      new AddMember(
        acme.owner,
        acme.person({ products: [], jobTitle: 'Judge', email: `eve@${acme.slug}.test` }),
        'temporary_password',
        false,
      ),
    );
    expect(await told(memberId)).toMatchObject({
      userName: `eve@${acme.slug}.test`,
      active: true,
      title: 'Judge',
      name: { givenName: 'Ada' },
      emails: [{ value: `eve@${acme.slug}.test`, type: 'work', primary: true }],
      [seatUrn]: { status: 'none' },
    });
    for (const filter of [`emails eq "EVE@${acme.slug}.test"`, `emails[type eq "work"].value eq "eve@${acme.slug}.test"`])
      expect((await okta.send('GET', `/Users?filter=${encodeURIComponent(filter)}`)).body.totalResults).toBe(1);
  });

  it('is 304 where the client has it, and 404 for whoever is not to be seen', async () => {
    const { id } = await added();
    for (const tag of ['W/"1"', '"1"', 'W/"9", W/"1"', '*']) {
      const { status, body, headers } = await okta.send('GET', `/Users/${id}`, undefined, { 'if-none-match': tag });
      expect([tag, status, body, headers['etag']]).toEqual([tag, 304, undefined, 'W/"1"']);
    }
    expect((await okta.send('GET', `/Users/${id}`, undefined, { 'if-none-match': 'W/"2"' })).status).toBe(200);
    const other = await AWorkspace.with(door.world, { core: 1 });
    const entra = await door.directory(other);
    const { body: unknown } = await okta.send('GET', '/Users/00000000-0000-7000-8000-000000000000');
    expect(unknown).toMatchObject({ status: '404' });
    expect((await entra.send('GET', `/Users/${id}`)).body).toEqual(unknown);
    for (const odd of ['x', '%00', "'", '..', '1', 'null', `${id}x`, 'a'.repeat(500), '%F0%9F%98%80', '.search'])
      for (const kind of ['Users', 'Groups']) expect([odd, (await okta.send('GET', `/${kind}/${odd}`)).status]).toEqual([odd, 404]);
  });

  it('carries what is asked for; what is not asked for is not read', async () => {
    const { id } = await added({ [enterprise]: { department: 'Legal' } });
    const staff = await group('Staff', id);
    expect(Object.keys(await read(id, '?attributes=USERNAME,name.familyName'))).toEqual(['schemas', 'id', 'userName', 'name']);
    expect(await read(id, `?attributes=${seatUrn}:status`)).toMatchObject({ id, [seatUrn]: { status: 'assigned' } });
    expect(await read(id, '?excludedAttributes=groups,name,id,nonsense')).toMatchObject({ id, userName: expect.any(String) });
    for (const path of [`/Users/${id}`, '/Users', '/Groups'])
      expect((await okta.send('GET', `${path}?attributes=id&excludedAttributes=name`)).body.scimType).toBe('invalidValue');
    await door.world.sql('revoke select on directory_group_member from placet_app');
    try {
      const statuses = async (...paths: string[]) => Promise.all(paths.map(async (path) => (await okta.send('GET', path)).status));
      expect(
        await statuses(
          `/Groups/${staff.id}?excludedAttributes=members`,
          '/Groups?excludedAttributes=members',
          '/Groups?attributes=displayName',
        ),
      ).toEqual([200, 200, 200]);
      expect(await statuses('/Users?excludedAttributes=groups', '/Users?attributes=userName')).toEqual([200, 200]);
      expect(await statuses(`/Groups/${staff.id}`, '/Groups', '/Users')).toEqual([500, 500, 500]);
    } finally {
      await door.world.sql('grant select on directory_group_member to placet_app');
    }
    expect(await read(id, '?attributes=groups')).toMatchObject({ groups: [{ value: staff.id }] });
    expect((await okta.send('GET', `/Groups/${staff.id}`)).body.members).toEqual([
      { value: id, $ref: expect.stringContaining(`/Users/${id}`), type: 'User', display: 'Ada Byron' },
    ]);
  });

  it('shows names as every other page does', async () => {
    const { id } = await added();
    const staff = await group('Staff', id);
    const states: MemberState[] = ['invited', 'pending', 'waiting', 'active', 'inactive', 'banned', 'refused'];
    const names = [
      ['Ada', 'Byron'],
      ['', 'Byron'],
      ['Ada', ''],
      ['', ''],
    ];
    for (const state of states)
      for (const [firstName, lastName] of names) {
        const [row] = await door.world.sql<{ username: string }>(
          'update member set state = $2, first_name = $3, last_name = $4 where id = $1 returning username',
          [id, state, firstName, lastName],
        );
        const { members } = (await okta.send('GET', `/Groups/${staff.id}`)).body;
        expect(members[0].display).toBe(displayName({ firstName, lastName, username: row!.username, state }, 'en'));
      }
  });

  it('is the same for a query on the bus', async () => {
    const { id } = await added();
    const { text, version } = await door.world.bus.execute(new GetUser(connectionActor(acme.id, okta.connectionId), id));
    expect([JSON.parse(text), version]).toEqual([await read(id), 1]);
  });
});

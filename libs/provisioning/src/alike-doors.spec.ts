import { publicActor, type MemberId } from '@placet/kernel';
import { AcceptInvitation, AddMember, CopyInvitationLink, DeactivateMember, ReactivateMember } from '@placet/members';
import { AWorkspace, aPassword } from '@placet/testing';
import { aPatch, aUser, scimDoor, type ADirectory, type ScimDoor } from '../test/scim-door.ts';

const bulk = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** What is one person's, one connection's or one door's own. */
const own = [
  'workspace_id',
  'user_code',
  'username',
  'username_key',
  'email',
  'email_key',
  'door',
  'claim_key',
  'origin',
  'managed_by',
  'actor_kind',
  'actor_id',
  'personal',
  'request_id',
  'tx',
  'sort_name',
  'search',
  'secret_hash',
  'key',
  'invited_by',
  'invited_by_kind',
  'directory_deleted',
  'in_directory',
];

/** The same act leaves the same rows, whichever door it came through, up to ids, times, door and connection. */
describe('a door', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let okta: ADirectory;
  beforeAll(async () => {
    door = await scimDoor();
    acme = await AWorkspace.with(door.world, { core: 50 });
    okta = await door.directory(acme, {
      onCreate: 'invite',
      defaults: { products: ['core'], groupIds: [acme.groups.member] },
      deactivationBrake: null,
    });
  });
  afterAll(() => door.close());

  /** Every row about a member in the tables that all doors write, without what is its own. */
  const rowsOf = async (memberId: string, events: string[]) => {
    const rows: Record<string, unknown[]> = {};
    for (const [table, key] of [
      ['member', 'id'],
      ['account', 'member_id'],
      ['login_key', 'member_id'],
      ['group_member', 'member_id'],
      ['holding', 'member_id'],
      ['queue_entry', 'member_id'],
      ['invitation', 'member_id'],
    ] as const) {
      rows[table] = (await door.world.sql(`select to_jsonb(t) as row from ${table} t where ${key} = $1`, [memberId])).map(({ row }) =>
        plain(row),
      );
    }
    const happened = await door.world.sql<{ row: object; told: string[] }>(
      `select to_jsonb(e) as row, array(select o.destination from outbox o where o.event_id = e.id order by 1) as told
         from event e where subject_id = $1 and type = any($2) order by id`,
      [memberId, events],
    );
    rows['events'] = happened.map(({ row, told }) => [plain(row), told.map((where) => where.replaceAll(uuid, 'id'))]);
    return rows;
  };
  const plain = (row: unknown) =>
    JSON.parse(
      JSON.stringify(Object.fromEntries(Object.entries(row as object).filter(([name]) => !own.includes(name))))
        .replaceAll(uuid, 'id')
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)/g, 'time'),
    ) as unknown;

  let count = 0;
  const address = () => `alike${++count}@${acme.slug}.test`;
  const byConsole = async () => {
    const person = { ...acme.person({ email: address(), firstName: 'Ada', lastName: 'Byron', products: ['core'] }), language: undefined };
    return (await door.world.bus.execute(new AddMember(acme.owner, person, 'activation_link', true))).memberId;
  };
  const byDirectory = async () => (await okta.send('POST', '/Users', aUser(address()))).body.id as MemberId;
  const accepted = async (memberId: MemberId) => {
    const [invitation] = await door.world.sql<{ id: never }>('select id from invitation where member_id = $1', [memberId]);
    const { token } = await door.world.bus.execute(new CopyInvitationLink(acme.owner, invitation!.id));
    await door.world.bus.execute(new AcceptInvitation(publicActor(acme.id, 'invitation'), token, { password: aPassword }));
    return memberId;
  };

  it('adds a member as every other does', async () => {
    const [one, other] = [await byConsole(), await byDirectory()];
    const rows = await rowsOf(one, ['member.added']);
    expect(await rowsOf(other, ['member.added'])).toEqual(rows);
    expect(rows).toMatchObject({
      member: [{ state: 'invited' }],
      holding: [{ state: 'reserved' }],
      invitation: [{ sends_mail: true }],
      events: [[{}, ['invitation/id']]],
    });
    const of = ['member.added', 'invitation.accepted'];
    expect(await rowsOf(await accepted(other), of)).toEqual(await rowsOf(await accepted(one), of));
  });

  it('answers a create with what a read gives from then on', async () => {
    const sent = aUser(address(), {
      externalId: 'x-1',
      title: 'Dr',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'R' },
    });
    for (const more of [{}, { active: false }]) {
      const { body } = await okta.send('POST', '/Users', { ...sent, userName: address(), ...more });
      const { body: read } = await okta.send('GET', `/Users/${body.id}`);
      expect(body).toEqual(read);
    }
  });

  const off = aPatch({ op: 'replace', value: { active: false } });
  const on = aPatch({ op: 'replace', value: { active: true } });
  const leaving: readonly (readonly [string, (id: MemberId, userName: string) => Promise<unknown>])[] = [
    ['PATCH', (id) => okta.send('PATCH', `/Users/${id}`, off)],
    ['PUT', async (id) => okta.send('PUT', `/Users/${id}`, { ...(await okta.send('GET', `/Users/${id}`)).body, active: false })],
    ['Bulk', (id) => okta.send('POST', '/Bulk', { schemas: [bulk], Operations: [{ method: 'PATCH', path: `/Users/${id}`, data: off }] })],
  ];
  const left = ['member.deactivated'];
  const switchedOff = async () => {
    const memberId = await accepted(await byConsole());
    await door.world.bus.execute(new DeactivateMember(acme.owner, memberId));
    return memberId;
  };

  it.each(leaving)('switches a member off by %s as the console does', async (_by, leave) => {
    const memberId = await accepted(await byDirectory());
    const [{ username }] = (await door.world.sql<{ username: string }>('select username from member where id = $1', [memberId])) as [
      { username: string },
    ];
    await leave(memberId, username);
    const rows = await rowsOf(memberId, left);
    expect(rows).toEqual(await rowsOf(await switchedOff(), left));
    expect(rows).toMatchObject({
      member: [{ state: 'inactive' }],
      account: [{ state: 'inactive' }],
      holding: [{ state: 'released' }],
      events: [[{ type: 'member.deactivated' }, []]],
    });
  });

  it('takes a member out by DELETE as the console switches him off, but for the name that is free again', async () => {
    const memberId = await accepted(await byDirectory());
    await okta.send('DELETE', `/Users/${memberId}`);
    const { member: gone = [], login_key: keys, events, ...rows } = await rowsOf(memberId, ['member.removed']);
    const { member: off = [], login_key: _kept, events: _other, ...others } = await rowsOf(await switchedOff(), left);
    expect(rows).toEqual(others);
    expect([keys, events]).toMatchObject([[], [[{ type: 'member.removed' }, []]]]);
    const [one, other] = [gone, off].map(([row]) => ({ ...(row as object), former_username: null }));
    expect(one).toEqual(other);
  });

  it('brings a member back as the console does', async () => {
    const one = await switchedOff();
    await door.world.bus.execute(new ReactivateMember(acme.owner, one));
    const other = await accepted(await byDirectory());
    await okta.send('PATCH', `/Users/${other}`, off);
    expect((await okta.send('PATCH', `/Users/${other}`, on)).body).toEqual((await okta.send('GET', `/Users/${other}`)).body);
    const back = ['member.reactivated'];
    expect(await rowsOf(other, back)).toEqual(await rowsOf(one, back));
  });
});

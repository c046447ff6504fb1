import type { MemberId } from '@placet/kernel';
import { Pushed } from '../../test/pushed.ts';
import { scimDoor, type ScimDoor } from '../../test/scim-door.ts';
import { PutMapping } from '../mapping/put-mapping.ts';

/** A server of group writes: what it does with one member who comes or goes. */
type Server = (groupId: string, memberId: string, how: 'add' | 'remove') => Promise<unknown>;

describe('the members of a group under concurrent changes', () => {
  let door: ScimDoor;
  let scene: Pushed;
  let people: MemberId[];
  beforeAll(async () => {
    door = await scimDoor();
    scene = await Pushed.into(door, { core: 100 });
    people = await scene.users(100);
  });
  afterAll(() => door.close());

  const placet: Server = async (groupId, memberId, how) => {
    expect((await scene[how](groupId, memberId)).status).toBe(204);
  };
  /** What other servers do: load the list, change it, save it. */
  const loadChangeSave: Server = async (groupId, memberId, how) => {
    const before = await scene.membersOf(groupId);
    const after = how === 'add' ? [...before, memberId] : before.filter((id) => id !== memberId);
    await door.world.sql('delete from directory_group_member where group_id = $1', [groupId]);
    await door.world.sql(
      `insert into directory_group_member (workspace_id, group_id, member_type, member_id, added_at)
       select $1, $2, 'User', unnest($3::uuid[]), now() on conflict do nothing`,
      [scene.acme.id, groupId, after],
    );
  };
  /** Fifty of a hundred are there: they go, and the others come, all at once. @returns how many are missing or too many in the end */
  const astray = async (server: Server): Promise<number> => {
    const [leavers, comers] = [people.slice(0, 50), people.slice(50)];
    const groupId = await scene.group(...leavers);
    await Promise.all([...leavers.map((id) => server(groupId, id, 'remove')), ...comers.map((id) => server(groupId, id, 'add'))]);
    const left = new Set(await scene.membersOf(groupId));
    return comers.filter((id) => !left.has(id)).length + leavers.filter((id) => left.has(id)).length;
  };

  it('79: fifty adds and fifty removes at once leave the exact set; load, change and save does not', async () => {
    expect(await astray(loadChangeSave)).toBeGreaterThan(0);
    expect(await astray(placet)).toBe(0);
  });

  it('are refused one by one, whoever else goes along, and come and go in their order', async () => {
    const groupId = await scene.group();
    const stranger = '11111111-2222-4333-8444-555555555555';
    const turns = [...people.slice(0, 20).map((id) => scene.add(groupId, id)), scene.add(groupId, stranger), scene.add(groupId, groupId)];
    for (const id of people.slice(0, 10)) turns.push(scene.remove(groupId, id), scene.add(groupId, id), scene.remove(groupId, id));
    const answers = await Promise.all(turns);
    expect(answers.map(({ status }) => status)).toEqual(turns.map((_, n) => (n === 20 || n === 21 ? 400 : 204)));
    expect(new Set(await scene.membersOf(groupId))).toEqual(new Set(people.slice(10, 20)));
    const tags = answers.slice(0, 20).map(({ headers }) => Number(/\d+/.exec(String(headers['etag']))![0]));
    expect(new Set(tags).size).toBe(20);
    const [row] = await door.world.sql('select version from directory_group where id = $1', [groupId]);
    const [events] = await door.world.sql(
      `select count(*)::int as n from event where subject_id = $1 and type = 'directory_group.edited'`,
      [groupId],
    );
    expect([row, events]).toEqual([{ version: 51 }, { n: 50 }]);
    expect((await scene.add('11111111-2222-4333-8444-555555555555', people[0]!)).status).toBe(404);
  });

  it('count one version for each change that was one', async () => {
    const groupId = await scene.group();
    await Promise.all(people.slice(0, 12).flatMap((id) => [scene.add(groupId, id), scene.add(groupId, id)]));
    const [row] = await door.world.sql('select version from directory_group where id = $1', [groupId]);
    expect([row, (await scene.membersOf(groupId)).length]).toEqual([{ version: 13 }, 12]);
  });

  it('of a mapped group get what it gives, each seat once, and lose it again', async () => {
    const { okta, acme } = scene;
    const groupId = await scene.group();
    await door.world.bus.execute(
      new PutMapping(acme.owner, okta.connectionId, groupId, { groupIds: [acme.groups.auditor], products: ['core'], siteIds: [] }),
    );
    const crowd = people.slice(0, 24);
    await Promise.all(crowd.map((id) => placet(groupId, id, 'add')));
    expect(await acme.pool('core')).toMatchObject({ assigned: 24, waiting: 0 });
    await Promise.all(crowd.map((id, n) => placet(groupId, id, n % 2 ? 'remove' : 'add')));
    expect(await acme.pool('core')).toMatchObject({ assigned: 12, waiting: 0 });
    const [held] = await door.world.sql(`select count(*)::int as n from holding where workspace_id = $1 and state = 'assigned'`, [acme.id]);
    expect(held).toEqual({ n: 12 });
  });

  it('are as many as a directory has: a list of 5,000, a difference of a thousand operations', async () => {
    const crowd = await door.world.sql<{ id: string }>(
      `insert into member (workspace_id, id, kind, state, username, user_code, language, origin, managed_by, created_at, updated_at)
       select $1, uuidv7(), 'staff', 'active', 'crowd' || n, 'c' || n, 'en', 'scim', $2, now(), now() from generate_series(1, 5000) n returning id`,
      [scene.acme.id, scene.okta.connectionId],
    );
    const ids = crowd.map(({ id }) => id);
    const groupId = await scene.group();
    const all = ids.map((value) => ({ value, display: 'somebody with a name' }));
    expect((await scene.patch(groupId, { op: 'replace', path: 'members', value: all })).status).toBe(204);
    expect(await scene.membersOf(groupId)).toHaveLength(5000);
    const operations = ids
      .slice(0, 1000)
      .map((id, n) =>
        n % 2 ? { op: 'remove', path: `members[value eq "${id}"]` } : { op: 'add', path: 'members', value: [{ value: id }] },
      );
    expect((await scene.patch(groupId, ...operations)).status).toBe(204);
    expect(await scene.membersOf(groupId)).toHaveLength(4500);
    const [event] = await door.world.sql(
      `select facts ->> 'joined' as joined, facts ->> 'left' as left, jsonb_array_length(facts -> 'removed') as named
      from event where subject_id = $1 order by id desc limit 1`,
      [groupId],
    );
    expect(event).toEqual({ joined: '0', left: '500', named: 500 });
    expect((await scene.patch(groupId, ...operations, operations[0]!)).status).toBe(400);
  });
});

import { systemActor, type MemberId } from '@placet/kernel';
import { EditMember } from '@placet/members';
import { GrantSeats } from '@placet/seats';
import { Pushed, aGroup } from '../../test/pushed.ts';
import { aPatch, aUser, scimDoor, type ScimDoor } from '../../test/scim-door.ts';
import { BringMembersAlong } from './bring-members-along.ts';
import { GetDirectoryGroup, ListDirectoryGroups } from './directory-groups.ts';
import { LookAtDirectoryGroup } from './look-at-directory-group.ts';
import type { Mapping } from './mapping-rules.ts';
import { PutMapping } from './put-mapping.ts';

const nothing: Mapping = { groupIds: [], products: [], siteIds: [] };

describe('a mapped group that is followed by its process', () => {
  let door: ScimDoor;
  let scene: Pushed;
  beforeAll(async () => (door = await scimDoor()));
  afterAll(() => door.close());

  const system = () => systemActor(scene.acme.id);
  const put = (groupId: string, mapping: Partial<Mapping>) =>
    door.world.bus.execute(new PutMapping(scene.acme.owner, scene.okta.connectionId, groupId, { ...nothing, ...mapping }));
  const look = (groupId: string) => door.world.bus.execute(new LookAtDirectoryGroup(system(), groupId, new Date()));
  const step = (groupId: string) => door.world.bus.execute(new BringMembersAlong(system(), groupId));
  const told = (groupId: string) => door.world.bus.execute(new GetDirectoryGroup(scene.acme.owner, scene.okta.connectionId, groupId));
  /** As the workflow does. @returns how many steps it took */
  const followed = async (groupId: string): Promise<number> => {
    for (let steps = 0; ; steps++) {
      if (!(await look(groupId)).someoneIsBehind) return steps;
      await step(groupId);
    }
  };
  const process = async (groupId: string) => {
    const [row] = await door.world.sql('select state, closed_at is not null as closed from process where workflow_id = $1', [
      `directory-group/${groupId}`,
    ]);
    return row;
  };

  it('is brought along twenty at once and the others step by step, with progress; another mapping meanwhile turns it round', async () => {
    scene = await Pushed.into(door, { core: 100, contract: 100 });
    const people = await scene.users(50);
    const team = await scene.group(...people);
    expect(await put(team, { products: ['core'] })).toEqual({ applied: 20, of: 50 });
    expect((await told(team)).mapping).toMatchObject({ behind: 30, refused: 0 });
    expect(await look(team)).toMatchObject({ state: 'behind', behind: 30, isOver: false });
    expect(await step(team)).toBe('done');
    expect((await told(team)).mapping).toMatchObject({ behind: 5 });
    expect(await put(team, { products: ['contract'] })).toEqual({ applied: 20, of: 50 });
    expect(await followed(team)).toBe(2);
    expect([await step(team), await process(team)]).toEqual(['moved', { state: 'settled', closed: true }]);
    expect(await scene.acme.pool('core')).toMatchObject({ assigned: 0 });
    expect(await scene.acme.pool('contract')).toMatchObject({ assigned: 50 });
    await scene.okta.send('PUT', `/Groups/${team}`, aGroup('Empty'));
    expect((await told(team)).members).toBe(0);
    expect(await followed(team)).toBe(2);
    expect(await scene.acme.pool('contract')).toMatchObject({ assigned: 0 });
    await put(team, { products: ['core'] });
    await scene.okta.send('PUT', `/Groups/${team}`, aGroup('Full', ...people.slice(0, 30)));
    await scene.okta.send('DELETE', `/Groups/${team}`);
    await followed(team);
    expect(await scene.acme.pool('core')).toMatchObject({ assigned: 0 });
    expect(await door.world.sql('select 1 from directory_grant where workspace_id = $1', [scene.acme.id])).toEqual([]);
  }, 60_000);

  it('tries again who was refused a seat once one is free, in id order, and rests in between', async () => {
    scene = await Pushed.into(door, { core: 1 }, { seatPolicy: 'refuse' });
    const people = await scene.users(3);
    const team = await scene.group(...people);
    await put(team, { products: ['core'] });
    expect((await told(team)).mapping).toMatchObject({ behind: 0, refused: 2 });
    const now = new Date();
    const resting = await door.world.bus.execute(new LookAtDirectoryGroup(system(), team, now));
    expect(resting).toMatchObject({ state: 'seatless', behind: 0, isOver: false, nextMoment: now.getTime() + 15 * 60_000 });
    await door.world.bus.execute(new GrantSeats(scene.acme.operator, 'core', 2, 'more'));
    expect(await followed(team)).toBe(1);
    expect((await told(team)).mapping).toMatchObject({ refused: 1 });
    await scene.remove(team, people[0]!);
    expect(await followed(team)).toBe(1);
    expect([await look(team), await scene.acme.pool('core')]).toMatchObject([{ state: 'settled' }, { assigned: 2 }]);
  });

  it('gives to somebody who is taken over what his groups give', async () => {
    scene = await Pushed.into(door, { core: 5 });
    await door.world.sql(`update workspace set verified_domains = array[$2::text] where id = $1`, [
      scene.acme.id,
      `${scene.acme.slug}.test`,
    ]);
    const byHand = await scene.acme.active();
    const team = await scene.group(byHand);
    await put(team, { products: ['core'] });
    expect(await scene.of(byHand)).toMatchObject({ products: [] });
    await scene.okta.send('PATCH', `/Users/${byHand}`, aPatch({ op: 'replace', path: 'title', value: 'Poet' }));
    expect(await followed(team)).toBe(1);
    expect(await scene.of(byHand)).toMatchObject({ products: ['core'], seats: ['core'] });
  });

  it('loses a user who is deleted, and he loses what it gave', async () => {
    scene = await Pushed.into(door, { core: 5 });
    const [ada, bob] = (await scene.users(2)) as [MemberId, MemberId];
    await door.world.bus.execute(new EditMember(scene.acme.owner, bob, { products: ['core'] }));
    const team = await scene.group(ada, bob);
    await put(team, { products: ['core'], groupIds: [scene.acme.groups.member] });
    for (const id of [ada, bob]) expect((await scene.okta.send('DELETE', `/Users/${id}`)).status).toBe(204);
    expect(await scene.membersOf(team)).toEqual([]);
    expect(await scene.of(ada)).toMatchObject({ products: [], groups: ['Member'], seats: [], state: 'inactive' });
    expect(await scene.of(bob)).toMatchObject({ products: ['core'], seats: [], state: 'inactive' });
    expect(await door.world.sql('select 1 from directory_grant where workspace_id = $1', [scene.acme.id])).toEqual([]);
    expect((await scene.okta.send('POST', '/Users', aUser(`new@${scene.acme.slug}.test`))).status).toBe(201);
  });

  it('is listed page by page, by name, and found by a part of it', async () => {
    scene = await Pushed.into(door, { core: 5 });
    for (const name of ['Écrivains', 'Ärzte', 'Zoo', 'banana'])
      await scene.okta.send('POST', '/Groups', { ...aGroup(name), externalId: `x-${name}` });
    const page = (asked: object) =>
      door.world.bus.execute(new ListDirectoryGroups(scene.acme.owner, scene.okta.connectionId, { limit: 50, ...asked }));
    const names = (items: readonly { displayName: string }[]) => items.map(({ displayName }) => displayName);
    const all = names((await page({})).items);
    const first = await page({ limit: 3 });
    const second = await page({ limit: 3, cursor: first.nextCursor });
    expect([names(first.items).length, names([...first.items, ...second.items]), second.nextCursor]).toEqual([3, all, undefined]);
    expect(names((await page({ q: 'CRIV' })).items)).toEqual(['Écrivains']);
    expect((await page({ q: 'zoo' })).items[0]).toMatchObject({ externalId: 'x-Zoo', members: 0 });
    const other = await door.directory(scene.acme);
    expect((await door.world.bus.execute(new ListDirectoryGroups(scene.acme.owner, other.connectionId, { limit: 50 }))).items).toEqual([]);
  });
});

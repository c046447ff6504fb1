import { AddGroup, BanMember, EditMember } from '@placet/members';
import type { MemberId } from '@placet/kernel';
import { AddSite } from '@placet/workspaces';
import { aPatch, scimDoor, type ScimDoor } from '../../test/scim-door.ts';
import { Pushed } from '../../test/pushed.ts';
import { EditConnection } from '../index.ts';
import { DropMapping } from './drop-mapping.ts';
import type { Mapping } from './mapping-rules.ts';
import { PutMapping } from './put-mapping.ts';

const nothing: Mapping = { groupIds: [], products: [], siteIds: [] };
const plain = { groups: ['Member'], products: [], sites: [], seats: [], state: 'active' };

describe('the mapping of a directory group', () => {
  let door: ScimDoor;
  let scene: Pushed;
  beforeAll(async () => (door = await scimDoor()));
  afterAll(() => door.close());

  const opened = async (seats: Record<string, number> = { core: 10, contract: 10 }, change = {}) => {
    scene = await Pushed.into(door, seats, change);
  };
  const put = (groupId: string, mapping: Partial<Mapping>, version?: number, actor = scene.acme.owner) =>
    door.world.bus.execute(new PutMapping(actor, scene.okta.connectionId, groupId, { ...nothing, ...mapping }, version));
  const drop = (groupId: string) => door.world.bus.execute(new DropMapping(scene.acme.owner, scene.okta.connectionId, groupId));
  const site = (code: string) => door.world.bus.execute(new AddSite(scene.acme.owner, code, code));
  const edit = (memberId: MemberId, change: object) => door.world.bus.execute(new EditMember(scene.acme.owner, memberId, change));
  const refused = async () => {
    const rows = await door.world.sql<{ member_id: string }>(
      'select member_id from directory_grant where workspace_id = $1 and is_refused',
      [scene.acme.id],
    );
    return rows.map(({ member_id }) => member_id);
  };

  it('gives groups, products and sites to who is in it and to who comes; leaving takes exactly that', async () => {
    await opened();
    const paris = await site('paris');
    const [ada, bob] = await scene.users(2);
    const team = await scene.group(ada!);
    const { groups } = scene.acme;
    expect(await put(team, { groupIds: [groups.auditor], products: ['core'], siteIds: [paris] })).toEqual({ applied: 1, of: 1 });
    const all = { groups: ['Auditor', 'Member'], products: ['core'], sites: ['paris'], seats: ['core'], state: 'active' };
    expect(await scene.of(ada!)).toEqual(all);
    expect((await scene.add(team, bob!)).status).toBe(204);
    expect(await scene.of(bob!)).toEqual(all);
    expect((await scene.remove(team, ada!)).status).toBe(204);
    expect([await scene.of(ada!), await scene.of(bob!)]).toEqual([plain, all]);
    expect(
      (
        await scene.okta.send('PUT', `/Groups/${team}`, {
          schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
          displayName: 'T',
          members: [{ value: ada }],
        })
      ).status,
    ).toBe(200);
    expect([await scene.of(ada!), await scene.of(bob!)]).toEqual([all, plain]);
    expect((await scene.okta.send('DELETE', `/Groups/${team}`)).status).toBe(204);
    expect(await scene.of(ada!)).toEqual(plain);
    expect(await scene.acme.pool('core')).toMatchObject({ assigned: 0, reserved: 0, waiting: 0 });
  });

  it('leaves what somebody has by hand, and what another group gives', async () => {
    await opened();
    const [byHand, byBoth] = await scene.users(2);
    await edit(byHand!, { products: ['core'], groupIds: [scene.acme.groups.member, scene.acme.groups.auditor] });
    const [one, two] = [await scene.group(byHand!, byBoth!), await scene.group(byBoth!)];
    await put(one, { products: ['core', 'contract'], groupIds: [scene.acme.groups.auditor] });
    await put(two, { products: ['core'] });
    await scene.remove(one, byHand!, byBoth!);
    expect(await scene.of(byHand!)).toMatchObject({ products: ['core'], seats: ['core'], groups: ['Auditor', 'Member'] });
    expect(await scene.of(byBoth!)).toMatchObject({ products: ['core'], seats: ['core'], groups: ['Member'] });
    await scene.remove(two, byBoth!);
    expect(await scene.of(byBoth!)).toEqual(plain);
    await scene.add(one, byHand!);
    await scene.add(two, byHand!);
    await drop(one);
    await drop(two);
    expect(await scene.of(byHand!)).toMatchObject({ products: ['core'], groups: ['Auditor', 'Member'] });
  });

  it('that is changed gives what is new and takes what is gone, from all', async () => {
    await opened();
    const [ada, bob] = await scene.users(2);
    const team = await scene.group(ada!, bob!);
    await put(team, { products: ['core'] });
    expect(await put(team, { products: ['contract'] }, 1)).toEqual({ applied: 2, of: 2 });
    for (const member of [ada!, bob!]) expect(await scene.of(member)).toMatchObject({ products: ['contract'], seats: ['contract'] });
    await expect(put(team, { products: ['core'] }, 1)).rejects.toMatchObject({ current: 2 });
    await drop(team);
    expect(await scene.of(ada!)).toEqual(plain);
    expect(await scene.acme.events()).toEqual(
      expect.arrayContaining(['directory_group.mapped', 'directory_group.unmapped', 'member.access_changed']),
    );
  });

  it('falls back to Member where the last group goes, and takes a default site with its site', async () => {
    await opened();
    const paris = await site('paris');
    const ada = await scene.user();
    const team = await scene.group(ada);
    await put(team, { groupIds: [scene.acme.groups.auditor], siteIds: [paris] });
    await edit(ada, { groupIds: [scene.acme.groups.auditor], defaultSite: paris });
    await scene.remove(team, ada);
    expect(await scene.of(ada)).toEqual(plain);
  });

  it('makes people wait where the pool is full, in their order, and the first freed seat seats the first', async () => {
    await opened({ core: 1 });
    const [ada, bob, cyd] = await scene.users(3);
    const team = await scene.group(ada!);
    await put(team, { products: ['core'] });
    await scene.add(team, bob!);
    await scene.add(team, cyd!);
    expect([await scene.of(bob!), await scene.of(cyd!)]).toEqual(Array(2).fill({ ...plain, products: ['core'] }));
    expect(await scene.acme.pool('core')).toMatchObject({ assigned: 1, waiting: 2 });
    await scene.remove(team, ada!);
    expect((await scene.of(bob!)).seats).toEqual(['core']);
    await scene.remove(team, cyd!);
    expect(await scene.acme.pool('core')).toMatchObject({ assigned: 1, waiting: 0 });
  });

  it('that is refused a seat keeps the membership and everything else, says so, and is tried again', async () => {
    await opened({ core: 1 }, { seatPolicy: 'refuse' });
    const [ada, bob] = await scene.users(2);
    const team = await scene.group(ada!);
    await put(team, { products: ['core'], groupIds: [scene.acme.groups.auditor] });
    expect((await scene.add(team, bob!)).status).toBe(204);
    expect(new Set(await scene.membersOf(team))).toEqual(new Set([ada, bob]));
    expect([await scene.of(bob!), await refused()]).toEqual([{ ...plain, groups: ['Auditor', 'Member'] }, [bob]]);
    expect((await scene.acme.events()).filter((type) => type === 'connection.refused')).toHaveLength(1);
    const [process] = await door.world.sql('select kind from process where workflow_id = $1', [`directory-group/${team}`]);
    expect(process).toEqual({ kind: 'directory-group' });
    await scene.remove(team, bob!);
    expect([await scene.of(bob!), await refused()]).toEqual([plain, []]);
  });

  it('gives a product as a wish to who is switched off, and nothing to who is nobody of the directory', async () => {
    await opened();
    const [off, banned] = await scene.users(2);
    await scene.okta.send('PATCH', `/Users/${off}`, aPatch({ op: 'replace', path: 'active', value: false }));
    await door.world.bus.execute(new BanMember(scene.acme.owner, banned!, 'theft'));
    const byHand = await scene.acme.active();
    const team = await scene.group(off!, banned!, byHand, scene.acme.owner.id!);
    await put(team, { products: ['core'] });
    expect(await scene.of(off!)).toMatchObject({ products: ['core'], seats: [], state: 'inactive' });
    expect(await scene.of(banned!)).toMatchObject({ products: ['core'], seats: [], state: 'banned' });
    expect(await scene.of(byHand)).toEqual(plain);
    expect(await scene.of(scene.acme.owner.id!)).toMatchObject({ groups: ['Owner'], products: [] });
    await scene.okta.send('PATCH', `/Users/${off}`, aPatch({ op: 'replace', path: 'active', value: true }));
    expect(await scene.of(off!)).toMatchObject({ seats: ['core'], state: 'active' });
  });

  it('leaves whom it raises to his directory, as every other user; who was raised by hand is out of its reach', async () => {
    await opened();
    const { groups } = scene.acme;
    const [ada, bob, cyd] = await scene.users(3);
    const team = await scene.group(ada!, bob!, cyd!);
    await put(team, { groupIds: [groups.administrator] });
    await edit(bob!, { groupIds: [groups.member, groups.administrator, groups.billing] });
    const active = (id: string, value: boolean) =>
      scene.okta.send('PATCH', `/Users/${id}`, aPatch({ op: 'replace', path: 'active', value }));
    expect((await scene.okta.send('PATCH', `/Users/${ada}`, aPatch({ op: 'replace', path: 'title', value: 'Head' }))).status).toBe(200);
    expect([(await active(ada!, false)).status, await scene.acme.stateOf(ada!)]).toEqual([200, 'inactive']);
    expect([(await active(ada!, true)).status, await scene.acme.stateOf(ada!)]).toEqual([200, 'active']);
    expect([(await active(bob!, false)).status, await scene.acme.stateOf(bob!)]).toEqual([403, 'active']);
    expect((await scene.okta.send('DELETE', `/Users/${cyd}`)).status).toBe(204);
    expect(await scene.of(cyd!)).toMatchObject({ groups: ['Member'], state: 'inactive' });
    await scene.remove(team, bob!);
    expect((await scene.of(bob!)).groups).toEqual(['Billing', 'Member']);
  });

  it('is never a way to more than one has: not Owner, no higher rank, no key that one lacks, nothing unknown', async () => {
    await opened();
    const { owner, groups } = scene.acme;
    const team = await scene.group();
    const clerks = await door.world.bus.execute(new AddGroup(owner, 'Clerks', ['directory.manage', 'directory.read'], false));
    const auditor = scene.acme.actor(await scene.acme.active(), 'auditor');
    const clerk = { ...auditor, permissions: new Map([['directory.manage', 'workspace' as const]]), rank: 80 };
    await expect(put(team, { groupIds: [groups.owner] })).rejects.toMatchObject({ path: 'groupIds', code: 'makes_owners' });
    await expect(put(team, { groupIds: [groups.administrator] }, undefined, { ...clerk, rank: 40 })).rejects.toMatchObject({ needed: 80 });
    await expect(put(team, { groupIds: [clerks] }, undefined, clerk)).rejects.toMatchObject({ permission: 'directory.read' });
    await expect(put(team, { products: ['core'] }, undefined, clerk)).rejects.toMatchObject({ permission: 'members.edit' });
    await expect(put(team, { products: ['gold'] })).rejects.toMatchObject({ path: 'products', code: 'not_sold' });
    await expect(put(team, { siteIds: [owner.id!] })).rejects.toMatchObject({ path: 'siteIds', code: 'unknown' });
    await expect(put(team, { groupIds: [owner.id!] })).rejects.toMatchObject({ path: 'groupIds', code: 'unknown' });
    expect(await put(team, { groupIds: [groups.administrator, clerks] })).toEqual({ applied: 0, of: 0 });
    const other = await door.directory(scene.acme);
    await expect(door.world.bus.execute(new PutMapping(owner, other.connectionId, team, nothing))).rejects.toMatchObject({ kind: 'group' });
  });

  it('gives no kind that comes from the attributes of users, and says so', async () => {
    await opened();
    const ada = await scene.user();
    const team = await scene.group(ada);
    await put(team, { products: ['core'] });
    await door.world.bus.execute(
      new EditConnection(scene.acme.owner, scene.okta.connectionId, { productsFrom: 'attributes', sitesFrom: 'attributes' }),
    );
    await expect(put(team, { products: ['core', 'contract'] })).rejects.toMatchObject({ path: 'products', code: 'from_attributes' });
    await expect(put(team, { siteIds: [await site('rome')] })).rejects.toMatchObject({ path: 'siteIds', code: 'from_attributes' });
    await scene.remove(team, ada);
    expect(await scene.of(ada)).toMatchObject({ products: ['core'] });
  });
});

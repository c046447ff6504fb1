import type { Permission } from '@placet/contracts';
import { Secrets } from '@placet/identity';
import type { Actor, GroupId } from '@placet/kernel';
import { AWorkspace, QuickSecrets, specWorld, type SpecWorld } from '@placet/testing';
import { MembersModule } from '../members.module.ts';
import { GetGroup, ListGroups } from '../queries/list-groups.ts';
import { AddGroup } from './add-group.ts';
import { AddMember } from './add-member.ts';
import { EditGroup, type GroupChange } from './edit-group.ts';

describe('groups of a workspace', () => {
  let world: SpecWorld;
  let acme: AWorkspace;
  let admin: Actor;

  beforeAll(async () => {
    world = await specWorld([MembersModule], {}, [[Secrets, QuickSecrets]]);
    acme = await AWorkspace.with(world, {});
    admin = acme.actor(await acme.active([], { groupIds: [acme.groups.administrator] }), 'administrator');
  });
  afterAll(() => world.close());

  const add = (actor: Actor, name: string, permissions: Permission[], sitesOnly = false) =>
    world.bus.execute(new AddGroup(actor, name, permissions, sitesOnly));
  const edit = (actor: Actor, groupId: string, change: GroupChange, version = 1) =>
    world.bus.execute(new EditGroup(actor, groupId as GroupId, change, version));
  const get = (groupId: string) => world.bus.execute(new GetGroup(acme.owner, groupId as GroupId));

  it('begin with those that are built in, the highest first', async () => {
    const groups = await world.bus.execute(new ListGroups(acme.owner));
    expect(groups.map(({ builtIn, rank, members }) => [builtIn, rank, members])).toEqual([
      ['owner', 100, 1],
      ['administrator', 80, 1],
      ['approver', 40, 0],
      ['auditor', 40, 0],
      ['billing', 40, 0],
      ['site_manager', 40, 0],
      ['member', 10, 0],
    ]);
    expect(groups.find(({ builtIn }) => builtIn === 'auditor')).toMatchObject({ emailRequired: true, sitesOnly: false });
  });

  it('have the rank of their highest key, and keys once', async () => {
    const id = await add(admin, 'Accountant', ['seats.read', 'members.read', 'seats.read']);
    expect(await get(id)).toMatchObject({ name: 'Accountant', permissions: ['seats.read', 'members.read'], rank: 40, version: 1 });
  });

  it('give nobody a key that their maker lacks, nor one above his rank', async () => {
    await expect(add(admin, 'Owners too', ['owners.manage'])).rejects.toMatchObject({
      name: 'PermissionMissing',
      permission: 'owners.manage',
    });
    const odd: Actor = { ...admin, rank: 40 };
    await expect(add(odd, 'Banners', ['members.ban'])).rejects.toMatchObject({ name: 'RankTooLow', needed: 80, own: 40 });
  });

  it('reach the whole workspace only if their maker does', async () => {
    const local: Actor = { ...admin, permissions: new Map([['members.read', 'own_sites']]) };
    await expect(add(local, 'Wide readers', ['members.read'])).rejects.toMatchObject({ name: 'PermissionMissing' });
    await expect(add(local, 'Local readers', ['members.read'], true)).resolves.toEqual(expect.any(String));
  });

  it('have names of their own, without regard to case', async () => {
    await add(admin, 'Éditeurs', []);
    await expect(add(admin, 'éDITEURS', [])).rejects.toMatchObject({ name: 'GroupNameTaken' });
  });

  it('change, with what was before in the event', async () => {
    const id = await add(admin, 'Readers', ['members.read']);
    await edit(admin, id, { name: 'Auditors of ours', permissions: ['audit.read'] });
    expect(await get(id)).toMatchObject({ name: 'Auditors of ours', permissions: ['audit.read'], rank: 40, version: 2 });
    const [event] = await world.sql<{ facts: unknown }>(`select facts from event where type = 'group.edited' and subject_id = $1`, [id]);
    expect(event?.facts).toMatchObject({
      before: { name: 'Readers', permissions: ['members.read'] },
      after: { permissions: ['audit.read'] },
    });
  });

  it('change nothing, and say nothing, where all is as it was', async () => {
    const id = await add(admin, 'Same', ['me.read']);
    await edit(admin, id, { name: 'Same' });
    expect(await get(id)).toMatchObject({ version: 1 });
    expect(await world.sql(`select from event where type = 'group.edited' and subject_id = $1`, [id])).toEqual([]);
  });

  it('are changed by one of two at once; the other is told the version', async () => {
    const id = await add(admin, 'Raced', []);
    const both = await Promise.allSettled([edit(admin, id, { name: 'One' }), edit(admin, id, { name: 'Other' })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((result): result is PromiseRejectedResult => result.status === 'rejected');
    expect(lost?.reason).toMatchObject({ name: 'StaleVersion', current: 2 });
  });

  it('are protected where they are built in, and where they stand above', async () => {
    await expect(edit(acme.owner, acme.groups.member, { name: 'Mine' })).rejects.toMatchObject({ name: 'BuiltInGroupProtected' });
    const id = await add(acme.owner, 'Second owners', ['owners.manage']);
    await expect(edit(admin, id, { permissions: [] })).rejects.toMatchObject({ name: 'RankTooLow', needed: 100 });
    const globex = await AWorkspace.with(world, {});
    await expect(edit(globex.owner, id, { name: 'Stolen' })).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('give no administrative right to who signs in with a PIN, or has no address', async () => {
    const id = await add(admin, 'Floor', ['me.read']);
    const bob = acme.person({ email: undefined, username: 'bob', groupIds: [id] });
    const { memberId } = await world.bus.execute(new AddMember(acme.owner, bob, 'pin', false));
    await expect(edit(admin, id, { permissions: ['members.ban'] })).rejects.toMatchObject({
      path: 'permissions',
      code: 'members_with_pin',
    });
    await world.sql(`update account set secret_kind = 'password' where member_id = $1`, [memberId]);
    await expect(edit(admin, id, { permissions: ['members.ban'] })).rejects.toMatchObject({ code: 'members_without_email' });
  });
});

import type { Query } from '@nestjs/cqrs';
import { SeatListQuery } from '@placet/contracts';
import { Secrets } from '@placet/identity';
import type { Actor, MemberId, SiteId } from '@placet/kernel';
import { AWorkspace, QuickSecrets, specWorld, type SpecWorld } from '@placet/testing';
import { AddSite } from '@placet/workspaces';
import { AddMember } from '../commands/add-member.ts';
import { BanMember } from '../commands/ban-member.ts';
import { DeactivateMember } from '../commands/deactivate-member.ts';
import { EditMember } from '../commands/edit-member.ts';
import { PutPolicies } from '../commands/put-policies.ts';
import { MembersModule } from '../members.module.ts';
import { GetDisplayNames } from './get-display-names.ts';
import { GetEffectivePermissions } from './get-effective-permissions.ts';
import { GetMember } from './get-member.ts';
import { ListActivity } from './list-activity.ts';
import { ListMemberSessions } from './list-member-sessions.ts';

describe('a member as his page shows him', () => {
  let world: SpecWorld;
  let acme: AWorkspace;
  let lyon: SiteId;
  let paris: SiteId;

  beforeAll(async () => {
    world = await specWorld([MembersModule], {}, [[Secrets, QuickSecrets]]);
    acme = await AWorkspace.with(world, { core: 1 });
    lyon = await world.bus.execute(new AddSite(acme.owner, 'LYS', 'Lyon'));
    paris = await world.bus.execute(new AddSite(acme.owner, 'PAR', 'Paris'));
    await world.bus.execute(new PutPolicies(acme.owner, { 'seat.onFull.console': 'wait' }, 1));
  });
  afterAll(() => world.close());

  const get = (memberId: MemberId, actor: Actor = acme.owner) => world.bus.execute(new GetMember(actor, memberId));
  const blocks = async (memberId: MemberId, actor: Actor) =>
    Object.fromEntries(Object.entries((await get(memberId, actor)).actions).map(([action, { because }]) => [action, because ?? 'allowed']));

  it('tells what is known of him, with his place in the queue', async () => {
    const first = await acme.active(['core'], {
      siteIds: [lyon],
      defaultSiteId: lyon,
      mobile: '+33 6 12 34 56 78',
      startsOn: '2020-01-01',
    });
    const second = await world.bus.execute(new AddMember(acme.owner, acme.person({ products: ['core'] }), 'activation_link', false));
    expect(await get(first)).toMatchObject({
      state: 'active',
      mobile: '+33612345678',
      defaultSiteId: lyon,
      startsOn: '2020-01-01',
      credential: { kind: 'temporary_password', changeRequired: true },
      holdings: [{ product: 'core', state: 'assigned', door: 'console' }],
      rank: 10,
      version: 1,
      waiting: [],
    });
    expect(await get(second.memberId)).toMatchObject({
      state: 'waiting',
      waitingFor: ['core'],
      waiting: [{ product: 'core', place: 1 }],
      credential: { kind: 'none', changeRequired: false },
    });
    await world.bus.execute(new DeactivateMember(acme.owner, first));
  });

  it('says what can be done with an active member, and with the last owner, and why not', async () => {
    const ada = await acme.active();
    expect(await blocks(ada, acme.owner)).toEqual({
      edit: 'allowed',
      deactivate: 'allowed',
      reactivate: 'state',
      ban: 'allowed',
      lift_ban: 'state',
      reset_secret: 'allowed',
      require_secret_change: 'allowed',
      sign_out: 'allowed',
      resend_invitation: 'state',
    });
    const owner = acme.owner.id as MemberId;
    expect(await blocks(owner, acme.owner)).toMatchObject({ edit: 'allowed', deactivate: 'self', ban: 'self' });
    expect(await blocks(owner, acme.actor(ada, 'administrator'))).toMatchObject({ edit: 'rank', ban: 'rank' });
    expect(await blocks(owner, acme.actor(ada, 'owner'))).toMatchObject({ deactivate: 'last_owner', ban: 'last_owner', edit: 'allowed' });
    expect(await blocks(ada, acme.actor(owner, 'auditor'))).toMatchObject({ edit: 'permission', sign_out: 'permission' });
  });

  it('lets nobody reset a secret that is not there', async () => {
    const { memberId } = await world.bus.execute(new AddMember(acme.owner, acme.person(), 'activation_link', false));
    expect(await blocks(memberId, acme.owner)).toMatchObject({ reset_secret: 'state', resend_invitation: 'allowed' });
    await world.sql(`update member set state = 'active' where id = $1`, [memberId]);
    expect(await blocks(memberId, acme.owner)).toMatchObject({ reset_secret: 'no_credential', sign_out: 'allowed' });
  });

  it('is "not found" for a site manager who has none of his sites, and in another workspace', async () => {
    const ada = await acme.active([], { siteIds: [paris] });
    const manager = acme.actor(await acme.active(), 'site_manager', [lyon]);
    await expect(get(ada, manager)).rejects.toMatchObject({ name: 'NotFound' });
    await expect(get(ada, { ...manager, siteIds: [lyon, paris] })).resolves.toMatchObject({ id: ada });
    const globex = await AWorkspace.with(world, {});
    const queries: (new (actor: Actor, memberId: MemberId) => Query<unknown> & { actor: Actor })[] = [
      GetMember,
      GetEffectivePermissions,
      ListMemberSessions,
    ];
    for (const query of queries) await expect(world.bus.execute(new query(globex.owner, ada))).rejects.toMatchObject({ name: 'NotFound' });
    await expect(world.bus.execute(new ListActivity(globex.owner, ada, SeatListQuery.parse({})))).rejects.toMatchObject({
      name: 'NotFound',
    });
    expect(await world.bus.execute(new GetDisplayNames(globex.owner, [ada]))).toEqual({ items: [] });
  });

  it('shows a ban with who, why and until when, in the language of the reader', async () => {
    const ada = await acme.active([], { firstName: 'Ada', lastName: 'Byron' });
    await world.bus.execute(new BanMember(acme.owner, ada, 'shared her account', new Date('2099-01-01T00:00:00Z')));
    expect(await get(ada, { ...acme.owner, language: 'fr' })).toMatchObject({
      displayName: 'Ada Byron (inactif)',
      ban: { reason: 'shared her account', until: '2099-01-01T00:00:00.000Z', by: { id: acme.owner.id, displayName: 'Olga Owner' } },
    });
    expect(await world.bus.execute(new GetDisplayNames(acme.owner, [ada]))).toEqual({
      items: [{ id: ada, displayName: 'Ada Byron (inactive)' }],
    });
  });

  it('names each permission with the groups that grant it, and how far it reaches (L11)', async () => {
    const ada = await acme.active([], { groupIds: [acme.groups.site_manager, acme.groups.auditor] });
    const { items } = await world.bus.execute(new GetEffectivePermissions(acme.owner, ada));
    const of = (key: string) => items.find((item) => item.key === key);
    expect(of('members.read')).toEqual({
      key: 'members.read',
      scope: 'workspace',
      grantedBy: [
        { id: acme.groups.auditor, name: 'Auditor' },
        { id: acme.groups.site_manager, name: 'Site manager' },
      ],
    });
    expect(of('members.add')).toMatchObject({ scope: 'own_sites', grantedBy: [{ name: 'Site manager' }] });
    expect(of('members.ban')).toBeUndefined();
  });

  it('tells what happened, the newest first, with the values that only his key opens', async () => {
    const ada = await acme.active([], { firstName: 'Ada' });
    await world.bus.execute(new EditMember(acme.owner, ada, { firstName: 'Augusta' }));
    await world.bus.execute(new DeactivateMember(acme.owner, ada, 'left'));
    const activity = (limit: number, cursor?: string) =>
      world.bus.execute(new ListActivity(acme.owner, ada, SeatListQuery.parse({ limit, cursor })));
    const all = await activity(50);
    expect(all.items.map(({ type }) => type)).toEqual(['member.deactivated', 'member.edited', 'member.added']);
    expect(all.items[0]).toMatchObject({
      door: 'console',
      actor: { id: acme.owner.id, displayName: 'Olga Owner' },
      facts: { before: 'active', state: 'inactive', reason: 'left' },
    });
    expect(all.items[1]?.facts).toMatchObject({ fields: ['firstName'], before: { firstName: 'Ada' }, after: { firstName: 'Augusta' } });
    const first = await activity(2);
    const second = await activity(2, first.nextCursor);
    expect([...first.items, ...second.items]).toEqual(all.items);
    expect({ total: first.total, more: second.nextCursor }).toEqual({ total: 3, more: undefined });
    await world.sql('delete from member_key where member_id = $1', [ada]);
    expect((await activity(1)).items[0]?.facts).toEqual({ before: 'active', state: 'inactive' });
  });
});

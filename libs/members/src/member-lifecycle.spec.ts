import { Secrets } from '@placet/identity';
import type { Actor, MemberId, SiteId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { GrantSeats } from '@placet/seats';
import { AWorkspace, QuickSecrets, specWorld, type SpecWorld } from '@placet/testing';
import { AddSite } from '@placet/workspaces';
import { meanwhile } from '../test/meanwhile.ts';
import { AddMember } from './commands/add-member.ts';
import { BanMember } from './commands/ban-member.ts';
import { DeactivateMember } from './commands/deactivate-member.ts';
import { EditGroup } from './commands/edit-group.ts';
import { EditMember, type MemberChange } from './commands/edit-member.ts';
import { LiftBan } from './commands/lift-ban.ts';
import { PutPolicies } from './commands/put-policies.ts';
import { ReactivateMember } from './commands/reactivate-member.ts';
import { ResetSecret } from './commands/reset-secret.ts';
import { AddGroup } from './commands/add-group.ts';
import { Member } from './member.ts';
import { MembersModule } from './members.module.ts';

describe('rules that meet', () => {
  let world: SpecWorld;
  beforeAll(async () => {
    world = await specWorld([MembersModule], {}, [[Secrets, QuickSecrets]]);
  });
  afterAll(() => world.close());

  const edit = (actor: Actor, memberId: MemberId, change: MemberChange, version?: number) =>
    world.bus.execute(new EditMember(actor, memberId, change, version));
  const policies = (acme: AWorkspace, given: Record<string, unknown>) => world.bus.execute(new PutPolicies(acme.owner, given as never, 1));
  const row = async (memberId: MemberId) =>
    (await world.sql('select *, ends_on::text as last_day from member where id = $1', [memberId]))[0]!;
  const loginKeys = async (memberId: MemberId) =>
    (await world.sql<{ key: string }>('select key from login_key where member_id = $1 order by key', [memberId])).map(({ key }) => key);
  const site = (acme: AWorkspace, code: string) => world.bus.execute(new AddSite(acme.owner, code, code)) as Promise<SiteId>;

  describe('the queue', () => {
    it('keeps no place of somebody banned, also where the ban keeps his seats: whoever frees a seat would stumble over him', async () => {
      const acme = await AWorkspace.with(world, { core: 2, contract: 0 });
      await policies(acme, { 'seat.onFull.console': 'wait', 'ban.keepsSeat': true });
      const [ada, other] = [await acme.active(['core']), await acme.active(['core'])];
      await edit(acme.owner, ada, { products: ['core', 'contract'], onFull: 'wait' });
      await world.bus.execute(new BanMember(acme.owner, ada, 'spec'));
      expect([await acme.pool('core'), await acme.pool('contract')]).toMatchObject([{ assigned: 2 }, { waiting: 0 }]);
      await world.bus.execute(new GrantSeats(acme.operator, 'contract', 1, 'spec'));
      await edit(acme.owner, other, { products: ['contract', 'core'] });
      expect(await acme.pool('contract')).toMatchObject({ assigned: 1 });
    });

    it('hands over at once what is taken from somebody banned who kept it', async () => {
      const acme = await AWorkspace.with(world, { core: 1 });
      await policies(acme, { 'seat.onFull.console': 'wait', 'ban.keepsSeat': true });
      const ada = await acme.active(['core']);
      await world.bus.execute(new BanMember(acme.owner, ada, 'spec'));
      const next = await acme.active(['core']);
      expect(await acme.stateOf(next)).toBe('waiting');
      await edit(acme.owner, ada, { products: [] });
      expect(await acme.stateOf(next)).toBe('active');
    });

    it('seats the next without a mail where his address has an open invitation: nobody who frees a seat is refused for it (I5)', async () => {
      const acme = await AWorkspace.with(world, { core: 1 });
      await policies(acme, { 'seat.onFull.console': 'wait' });
      const ada = await acme.active(['core']);
      const twice = { email: 'twice@acme.test' };
      const waits = await world.bus.execute(
        new AddMember(acme.owner, acme.person({ ...twice, username: 'first', products: ['core'] }), 'activation_link', true),
      );
      expect(waits.outcome).toBe('waiting');
      await world.bus.execute(new AddMember(acme.owner, acme.person({ ...twice, username: 'second' }), 'activation_link', true));
      await world.bus.execute(new DeactivateMember(acme.owner, ada));
      expect(await acme.stateOf(waits.memberId)).toBe('invited');
      expect(await world.sql('select sends_mail from invitation where member_id = $1', [waits.memberId])).toEqual([{ sends_mail: false }]);
    });

    it('gets the seat of a ban that is lifted', async () => {
      const acme = await AWorkspace.with(world, { core: 1 });
      await policies(acme, { 'seat.onFull.console': 'wait', 'ban.keepsSeat': true });
      const ada = await acme.active(['core']);
      await world.bus.execute(new BanMember(acme.owner, ada, 'spec'));
      const next = await acme.active(['core']);
      await world.bus.execute(new LiftBan(acme.owner, ada, 'spec'));
      expect([await acme.stateOf(ada), await acme.stateOf(next)]).toEqual(['inactive', 'active']);
    });
  });

  describe('whoever comes back', () => {
    it('has no last day that is over, counted in the zone of the workspace, and keeps one that lies ahead', async () => {
      const acme = await AWorkspace.with(world, { core: 1 });
      await world.sql(`update workspace set time_zone = 'Pacific/Auckland' where id = $1`, [acme.id]);
      const [past, today] = [await acme.active(), await acme.active()];
      for (const id of [past, today]) await world.bus.execute(new DeactivateMember(acme.owner, id));
      await world.sql(
        `update member m set end_put_off_until = '2020-01-01', ends_on = ($2::timestamptz at time zone 'Pacific/Auckland')::date - case m.id when $1 then 1 else 0 end
          where id in ($1, $3)`,
        [past, world.clock.now(), today],
      );
      const keeps = (await row(today))['last_day'];
      for (const id of [past, today]) await world.bus.execute(new ReactivateMember(acme.owner, id));
      expect(await row(past)).toMatchObject({ state: 'active', last_day: null, end_put_off_until: null });
      expect(await row(today)).toMatchObject({ state: 'active', last_day: keeps });
    });

    it('signs in under no further name than the one that he has', async () => {
      const acme = await AWorkspace.with(world, { core: 1 });
      const ada = await acme.active();
      const before = await loginKeys(ada);
      await world.bus.execute(new DeactivateMember(acme.owner, ada));
      await world.bus.execute(new ReactivateMember(acme.owner, ada, { username: 'somebody-else' }));
      expect(await loginKeys(ada)).toEqual(before);
    });
  });

  describe('nobody gives more than he has', () => {
    const manager = async (acme: AWorkspace) => {
      const lyon = await site(acme, 'lyon');
      const id = await acme.active([], { groupIds: [acme.groups.site_manager], siteIds: [lyon] });
      return { lyon, id, actor: acme.actor(id, 'site_manager', [lyon]) };
    };

    it('of equal rank: a site manager makes no auditor of the whole workspace, of a newcomer, of a colleague, or of himself', async () => {
      const acme = await AWorkspace.with(world, { core: 1 });
      const { lyon, id, actor } = await manager(acme);
      const groupIds = [acme.groups.site_manager, acme.groups.auditor];
      await expect(edit(actor, id, { groupIds })).rejects.toMatchObject({ name: 'PermissionMissing' });
      const colleague = await acme.active([], { siteIds: [lyon] });
      await expect(edit(actor, colleague, { groupIds: [acme.groups.billing] })).rejects.toMatchObject({ permission: 'seats.read' });
      const newcomer = acme.person({ groupIds: [acme.groups.auditor], siteIds: [lyon] });
      await expect(world.bus.execute(new AddMember(actor, newcomer, undefined, true))).rejects.toMatchObject({ name: 'PermissionMissing' });
    });

    it('what he has for his own sites he gives for own sites; what somebody has already may stay', async () => {
      const acme = await AWorkspace.with(world, { core: 1 });
      const { lyon, actor } = await manager(acme);
      const colleague = await acme.active([], { siteIds: [lyon], groupIds: [acme.groups.auditor] });
      await edit(actor, colleague, { groupIds: [acme.groups.auditor, acme.groups.site_manager] });
      await edit(actor, colleague, { groupIds: [acme.groups.member] });
      const added = await world.bus.execute(new AddMember(actor, acme.person({ siteIds: [lyon] }), undefined, true));
      expect(added.outcome).toBe('added');
    });

    it('neither a newcomer nor a member slips into a group in the moment in which it rises', async () => {
      const acme = await AWorkspace.with(world, { core: 1 });
      const admin = acme.actor(await acme.active([], { groupIds: [acme.groups.administrator] }), 'administrator');
      const rise = async (groupId: string) =>
        world.bus.execute(new EditGroup(acme.owner, groupId as never, { permissions: ['owners.manage'] }, 1));
      const group = () => world.bus.execute(new AddGroup(acme.owner, `g${Math.random()}`, ['me.read'], false));
      const one = await group();
      const add = () => world.bus.execute(new AddMember(admin, acme.person({ groupIds: [one] }), undefined, true));
      await expect(meanwhile(world, acme.owner, () => rise(one), add)).rejects.toMatchObject({ name: 'RankTooLow' });
      const other = await group();
      const ada = await acme.active();
      await expect(
        meanwhile(
          world,
          acme.owner,
          () => rise(other),
          () => edit(admin, ada, { groupIds: [other] }),
        ),
      ).rejects.toMatchObject({
        name: 'RankTooLow',
      });
    });

    it('no PIN goes to somebody who becomes an administrator meanwhile', async () => {
      const acme = await AWorkspace.with(world, { core: 1 });
      await policies(acme, { 'fields.emailRequiredForGroups': [] });
      const { memberId } = await world.bus.execute(
        new AddMember(
          acme.owner,
          acme.person({ email: undefined, username: 'desk', groupIds: [acme.groups.member] }),
          'temporary_password',
          false,
        ),
      );
      const promote = () => edit(acme.owner, memberId, { groupIds: [acme.groups.administrator] });
      const reset = () => world.bus.execute(new ResetSecret(acme.owner, memberId));
      await expect(meanwhile(world, acme.owner, promote, reset)).rejects.toMatchObject({ name: 'StateConflict' });
      expect(await world.sql('select secret_kind from account where member_id = $1', [memberId])).toEqual([
        { secret_kind: 'temporary_password' },
      ]);
    });
  });

  describe('an edit', () => {
    it('names the field where the default site is none of his (I7)', async () => {
      const acme = await AWorkspace.with(world, { core: 1 });
      const [lyon, paris] = [await site(acme, 'lyon'), await site(acme, 'paris')];
      const ada = await acme.active([], { siteIds: [lyon] });
      await expect(edit(acme.owner, ada, { defaultSite: paris })).rejects.toMatchObject({ path: 'defaultSiteId', code: 'not_granted' });
      await edit(acme.owner, ada, { defaultSite: lyon });
    });

    it('keeps the last day behind the first, also where only one of the two moves', async () => {
      const acme = await AWorkspace.with(world, { core: 1 });
      const ada = await acme.active([], { startsOn: '2099-05-01' });
      await expect(edit(acme.owner, ada, { endsOn: '2099-04-30' })).rejects.toMatchObject({ path: 'endsOn', code: 'before_start' });
      await edit(acme.owner, ada, { endsOn: '2099-05-02' });
      await expect(edit(acme.owner, ada, { startsOn: '2099-05-03' })).rejects.toMatchObject({ path: 'endsOn', code: 'before_start' });
    });

    it('takes no address from somebody whose group needs one', async () => {
      const acme = await AWorkspace.with(world, { core: 1 });
      await policies(acme, { 'identity.emailChange': 'admin' });
      const ada = await acme.active([], { username: 'ada', groupIds: [acme.groups.approver] });
      await expect(edit(acme.owner, ada, { email: null })).rejects.toMatchObject({ path: 'email', code: 'required_by_group' });
      await edit(acme.owner, ada, { email: null, groupIds: [acme.groups.member] });
    });

    it('gives no seniority that is retired, and leaves one that he has', async () => {
      const acme = await AWorkspace.with(world, { core: 1 });
      const [retired, ada, bob] = ['0198c2b5-0000-7000-8000-000000000001', await acme.active(), await acme.active()];
      await world.sql(`insert into seniority (workspace_id, id, name, position, retired) values ($1, $2, 'Old', 1, true)`, [
        acme.id,
        retired,
      ]);
      await world.sql('update member set seniority = $2 where id = $1', [bob, retired]);
      await expect(edit(acme.owner, ada, { seniority: retired })).rejects.toMatchObject({ path: 'seniority' });
      await edit(acme.owner, bob, { seniority: retired, jobTitle: 'Clerk' });
    });

    it('of sites or address alone counts as a change, so that who saw an earlier version is told', async () => {
      const acme = await AWorkspace.with(world, { core: 1 });
      await policies(acme, { 'identity.emailChange': 'admin' });
      const ada = await acme.active([], { username: 'ada' });
      await edit(acme.owner, ada, { siteIds: [await site(acme, 'lyon')] }, 1);
      await expect(edit(acme.owner, ada, { siteIds: [] }, 1)).rejects.toMatchObject({ name: 'StaleVersion', current: 2 });
      await edit(acme.owner, ada, { email: 'lovelace@acme.test' }, 2);
      await expect(edit(acme.owner, ada, { jobTitle: 'x' }, 2)).rejects.toMatchObject({ name: 'StaleVersion', current: 3 });
    });

    it('sees what came before it in the same transaction', async () => {
      const acme = await AWorkspace.with(world, { core: 1 });
      const ada = await acme.active();
      await world.units.write(acme.owner, async () => {
        const em = world.module.get(WorkspaceEm);
        await em.findOneOrFail(Member, { id: ada });
        await edit(acme.owner, ada, { products: ['core'] }, 1);
        await edit(acme.owner, ada, { jobTitle: 'Clerk' }, 2);
      });
      expect(await row(ada)).toMatchObject({ version: 3, job_title: 'Clerk', access: ['core'] });
    });
  });
});

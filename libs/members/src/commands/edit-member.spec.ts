import { Secrets } from '@placet/identity';
import type { Actor, MemberId, SiteId } from '@placet/kernel';
import { AWorkspace, QuickSecrets, specWorld, type SpecWorld } from '@placet/testing';
import { AddSite } from '@placet/workspaces';
import { MembersModule } from '../members.module.ts';
import { GetMember } from '../queries/get-member.ts';
import { AddMember } from './add-member.ts';
import { EditMember, type MemberChange } from './edit-member.ts';
import { PutPolicies } from './put-policies.ts';

describe('editing a member', () => {
  let world: SpecWorld;
  beforeAll(async () => {
    world = await specWorld([MembersModule], {}, [[Secrets, QuickSecrets]]);
  });
  afterAll(() => world.close());

  const edit = (actor: Actor, memberId: MemberId, change: MemberChange) => world.bus.execute(new EditMember(actor, memberId, change));
  const get = (acme: AWorkspace, memberId: MemberId) => world.bus.execute(new GetMember(acme.owner, memberId));
  const letWait = (acme: AWorkspace) => world.bus.execute(new PutPolicies(acme.owner, { 'seat.onFull.console': 'wait' }, 1));

  describe('his access', () => {
    it('claims what is new and frees what is gone, and a full pool leaves all as it was', async () => {
      const acme = await AWorkspace.with(world, { core: 1, contract: 0 });
      const ada = await acme.active(['core']);
      await expect(edit(acme.owner, ada, { lastName: 'King', products: ['contract', 'core'] })).rejects.toMatchObject({
        product: 'contract',
      });
      expect(await get(acme, ada)).toMatchObject({ products: ['core'], version: 1 });
      await edit(acme.owner, ada, { products: [] });
      expect(await acme.pool('core')).toMatchObject({ assigned: 0 });
      await edit(acme.owner, ada, { products: ['core'] });
      expect(await acme.pool('core')).toMatchObject({ assigned: 1 });
    });

    it('waits where he chooses to and the policy lets him, and keeps what he has', async () => {
      const acme = await AWorkspace.with(world, { core: 1, contract: 0 });
      const ada = await acme.active(['core']);
      await expect(edit(acme.owner, ada, { products: ['contract', 'core'], onFull: 'wait' })).rejects.toMatchObject({
        path: 'onFull',
        code: 'not_allowed',
      });
      await letWait(acme);
      await edit(acme.owner, ada, { products: ['contract', 'core'], onFull: 'wait' });
      expect(await get(acme, ada)).toMatchObject({ state: 'active', holdings: [{ product: 'core' }], waitingFor: ['contract'] });
    });

    it('saves without access where that is chosen', async () => {
      const acme = await AWorkspace.with(world, { core: 0 });
      const ada = await acme.active();
      await edit(acme.owner, ada, { jobTitle: 'Clerk', products: ['core'], onFull: 'without_access' });
      expect(await get(acme, ada)).toMatchObject({ jobTitle: 'Clerk', products: [], waitingFor: [] });
    });

    it('seats who waits once all that he still wants is free', async () => {
      const acme = await AWorkspace.with(world, { core: 1, contract: 0 });
      await letWait(acme);
      const ada = await acme.active(['contract', 'core']);
      expect(await get(acme, ada)).toMatchObject({ state: 'waiting', waitingFor: ['contract', 'core'] });
      await edit(acme.owner, ada, { products: ['core'] });
      expect(await get(acme, ada)).toMatchObject({ state: 'active', holdings: [{ product: 'core', state: 'assigned' }], waitingFor: [] });
      expect(await acme.pool('contract')).toMatchObject({ waiting: 0 });
    });

    it('lets in who waits and wants nothing any more', async () => {
      const acme = await AWorkspace.with(world, { core: 0 });
      await letWait(acme);
      const ada = await acme.active(['core']);
      await edit(acme.owner, ada, { products: [] });
      expect(await get(acme, ada)).toMatchObject({ state: 'active', waitingFor: [], products: [] });
      expect(await acme.pool('core')).toMatchObject({ waiting: 0 });
    });
  });

  describe('his groups', () => {
    it('are given and taken up to one’s own rank only', async () => {
      const acme = await AWorkspace.with(world, {});
      const [ada, boss] = [await acme.active(), acme.owner.id as MemberId];
      const admin = acme.actor(await acme.active([], { groupIds: [acme.groups.administrator] }), 'administrator');
      await expect(edit(admin, ada, { groupIds: [acme.groups.owner] })).rejects.toMatchObject({ name: 'RankTooLow', needed: 100 });
      await expect(edit(admin, boss, { groupIds: [acme.groups.member] })).rejects.toMatchObject({ name: 'RankTooLow' });
      await edit(admin, ada, { groupIds: [acme.groups.administrator] });
      expect(await get(acme, ada)).toMatchObject({ rank: 80 });
    });

    it('need an e-mail above Member, and no PIN (F4)', async () => {
      const acme = await AWorkspace.with(world, {});
      const person = acme.person({ email: undefined, username: 'lina' });
      const { memberId } = await world.bus.execute(new AddMember(acme.owner, person, 'pin', false));
      await expect(edit(acme.owner, memberId, { groupIds: [acme.groups.auditor] })).rejects.toMatchObject({
        path: 'groupIds',
        code: 'not_with_pin',
      });
      await world.sql(`update account set secret_kind = 'password' where member_id = $1`, [memberId]);
      await expect(edit(acme.owner, memberId, { groupIds: [acme.groups.auditor] })).rejects.toMatchObject({
        path: 'email',
        code: 'required_by_group',
      });
    });
  });

  describe('his sites', () => {
    it('are given by a site manager among his own, and the default stays among them (I7)', async () => {
      const acme = await AWorkspace.with(world, {});
      const [lyon, paris] = [
        await world.bus.execute(new AddSite(acme.owner, 'LYS', 'Lyon')),
        await world.bus.execute(new AddSite(acme.owner, 'PAR', 'Paris')),
      ] as [SiteId, SiteId];
      const ada = await acme.active([], { siteIds: [lyon, paris], defaultSiteId: paris });
      const manager = acme.actor(await acme.active(), 'site_manager', [lyon]);
      await expect(edit(manager, ada, { siteIds: [lyon] })).rejects.toMatchObject({ path: 'siteIds', code: 'out_of_reach' });
      await expect(edit(acme.owner, ada, { siteIds: [lyon] })).rejects.toMatchObject({ path: 'defaultSiteId', code: 'not_granted' });
      await edit(manager, ada, { siteIds: [lyon, paris], defaultSite: lyon });
      await edit(manager, ada, { siteIds: [paris], defaultSite: paris });
      await expect(edit(manager, ada, { lastName: 'Gone' })).rejects.toMatchObject({ name: 'NotFound' });
      expect(await get(acme, ada)).toMatchObject({ sites: [{ id: paris }], defaultSiteId: paris });
    });
  });

  it('says which fields changed, and keeps before and after for his key alone', async () => {
    const acme = await AWorkspace.with(world, {});
    const ada = await acme.active([], { firstName: 'Ada' });
    await edit(acme.owner, ada, { firstName: 'Augusta', lastName: undefined, jobTitle: 'Countess' });
    const [event] = await world.sql<{ facts: object; personal: Buffer }>(
      `select facts, personal from event where type = 'member.edited' and subject_id = $1`,
      [ada],
    );
    expect(event?.facts).toEqual({ fields: ['firstName', 'jobTitle'] });
    expect(event?.personal.includes('Augusta')).toBe(false);
  });
});

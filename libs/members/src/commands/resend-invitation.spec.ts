import { Ids } from '@placet/kernel';
import { AWorkspace, specWorld, type SpecWorld } from '@placet/testing';
import { Invited } from '../../test/invited.ts';
import { MembersModule } from '../members.module.ts';
import { CopyInvitationLink } from './copy-invitation-link.ts';
import { ExtendInvitation } from './extend-invitation.ts';
import { ReactivateMember } from './reactivate-member.ts';
import { ResendInvitation } from './resend-invitation.ts';
import { RevokeInvitation } from './revoke-invitation.ts';

describe('whoever manages invitations', () => {
  let world: SpecWorld;
  beforeAll(async () => {
    world = await specWorld([MembersModule]);
  });
  afterAll(() => world.close());
  afterEach(() => world.clock.set(undefined));

  const monday = new Date('2026-03-02T09:00:00Z');
  const expiry = async ({ invitationId }: Invited) => {
    const [row] = await world.sql<{ expires_at: Date }>('select expires_at from invitation where id = $1', [invitationId]);
    return (row!.expires_at.getTime() - monday.getTime()) / 86_400_000;
  };
  const policies = (acme: AWorkspace, version: number, values: object) =>
    world.sql('insert into policy (workspace_id, version, values, changed_by, changed_at) values ($1, $2, $3, $4, now())', [
      acme.id,
      version,
      JSON.stringify(values),
      'spec',
    ]);

  it('sends one again: its days count anew, by the policies under which it was made', async () => {
    const acme = await AWorkspace.with(world, {});
    await policies(acme, 1, { 'invitation.days': 10 });
    world.clock.set(monday);
    const ada = await Invited.to(world, acme);
    await policies(acme, 2, { 'invitation.days': 30 });
    world.clock.advanceDays(4);
    await world.bus.execute(new ResendInvitation(acme.owner, ada.invitationId));
    expect(await expiry(ada)).toBe(14);
    expect((await acme.events()).at(-1)).toBe('invitation.resent');
  });

  it('sends one that was handed over, once there is an address', async () => {
    const acme = await AWorkspace.with(world, {});
    const ada = await Invited.to(world, acme, {}, { sendMail: false });
    expect(await ada.follow()).toEqual([]);
    await world.bus.execute(new ResendInvitation(acme.owner, ada.invitationId));
    expect(await ada.follow()).toEqual(['2/first done']);
    const bob = await Invited.to(world, acme, { email: undefined, username: 'bob' });
    await expect(world.bus.execute(new ResendInvitation(acme.owner, bob.invitationId))).rejects.toMatchObject({
      name: 'StateConflict',
      state: 'without an address',
    });
  });

  it('keeps one open mailed invitation per address (I5)', async () => {
    const acme = await AWorkspace.with(world, {});
    const email = `shared@${acme.slug}.test`;
    await Invited.to(world, acme, { email });
    const second = await Invited.to(world, acme, { email, username: 'second' }, { sendMail: false });
    await expect(world.bus.execute(new ResendInvitation(acme.owner, second.invitationId))).rejects.toMatchObject({
      name: 'AlreadyInvited',
    });
    expect(await second.follow()).toEqual([]);
  });

  it('extends one from its last day, or from today where that is over', async () => {
    const acme = await AWorkspace.with(world, {});
    world.clock.set(monday);
    const ada = await Invited.to(world, acme);
    await world.bus.execute(new ExtendInvitation(acme.owner, ada.invitationId, 5));
    expect(await expiry(ada)).toBe(19);
    const token = await ada.mailedLink();
    world.clock.advanceDays(20);
    await expect(ada.accept(token)).rejects.toMatchObject({ name: 'InvitationExpired' });
    await expect(ada.copiedLink()).rejects.toMatchObject({ name: 'StateConflict', state: 'expired' });
    await world.bus.execute(new ExtendInvitation(acme.owner, ada.invitationId, 1));
    expect(await expiry(ada)).toBe(21);
    await ada.accept(token);
  });

  it('extends one before the first day by days after it', async () => {
    const acme = await AWorkspace.with(world, {});
    world.clock.set(monday);
    const ada = await Invited.to(world, acme, { startsOn: '2026-03-12' });
    await world.bus.execute(new ExtendInvitation(acme.owner, ada.invitationId, 5));
    const token = await ada.copiedLink();
    world.clock.set(new Date('2026-03-30T23:59:59Z'));
    await ada.accept(token);
    expect(await ada.state()).toBe('accepted');
  });

  it('copies a link without a mail, also of an invitation that sends none', async () => {
    const acme = await AWorkspace.with(world, {});
    const ada = await Invited.to(world, acme, { email: undefined, username: 'ada' }, { sendMail: false });
    const { link, token } = await world.bus.execute(new CopyInvitationLink(acme.owner, ada.invitationId));
    expect(link).toBe(`http://localhost:3000/invite#${token}`);
    expect(await ada.mails()).toEqual([]);
    await ada.accept(token);
  });

  it('revokes one: the member is inactive, his seat goes to the next in line, and one event says so', async () => {
    const acme = await AWorkspace.with(world, { core: 1 });
    await policies(acme, 1, { 'seat.onFull.console': 'wait' });
    const ada = await Invited.to(world, acme, { products: ['core'] });
    const bob = await acme.active(['core']);
    expect(await acme.stateOf(bob)).toBe('waiting');
    const before = (await acme.events()).length;
    await world.bus.execute(new RevokeInvitation(acme.owner, ada.invitationId));
    expect([await ada.state(), await acme.stateOf(ada.memberId), await acme.stateOf(bob)]).toEqual(['revoked', 'inactive', 'active']);
    expect(await acme.pool('core')).toMatchObject({ assigned: 1, reserved: 0, waiting: 0 });
    expect((await acme.events()).slice(before).toSorted()).toEqual(['invitation.revoked', 'member.seated']);
    expect(await ada.follow()).toEqual(['revoked']);
  });

  it('invites anew after one has expired', async () => {
    const acme = await AWorkspace.with(world, { core: 1 });
    const first = await Invited.to(world, acme, { products: ['core'] });
    world.clock.advanceDays(14);
    expect(await first.follow()).toEqual(['expires done', 'expired']);
    expect(await acme.pool('core')).toMatchObject({ reserved: 0 });
    const { outcome, invitationId } = await world.bus.execute(new ReactivateMember(acme.owner, first.memberId));
    const again = first.as(invitationId!);
    expect([outcome, await again.follow()]).toEqual(['invited', ['1/first done']]);
    await again.accept(await again.mailedLink());
    expect(await acme.pool('core')).toMatchObject({ assigned: 1, reserved: 0 });
  });

  it('can do nothing with one that is over', async () => {
    const acme = await AWorkspace.with(world, {});
    const [used, revoked] = [await Invited.to(world, acme), await Invited.to(world, acme)];
    await used.accept(await used.mailedLink());
    await world.bus.execute(new RevokeInvitation(acme.owner, revoked.invitationId));
    const before = await acme.events();
    for (const [{ invitationId }, state] of [
      [used, 'accepted'],
      [revoked, 'revoked'],
    ] as const) {
      for (const command of [
        new ResendInvitation(acme.owner, invitationId),
        new RevokeInvitation(acme.owner, invitationId),
        new ExtendInvitation(acme.owner, invitationId, 1),
        new CopyInvitationLink(acme.owner, invitationId),
      ]) {
        await expect(world.bus.execute<unknown>(command)).rejects.toMatchObject({ name: 'StateConflict', kind: 'invitation', state });
      }
    }
    expect(await acme.events()).toEqual(before);
  });

  it('reaches as far as his right, and no higher than his rank', async () => {
    const acme = await AWorkspace.with(world, {});
    const other = await AWorkspace.with(world, {});
    const high = await Invited.to(world, acme, { groupIds: [acme.groups.owner] });
    const elsewhere = await Invited.to(world, acme);
    const id = await acme.active();
    const admin = acme.actor(id, 'administrator');
    const siteManager = acme.actor(id, 'site_manager', [new Ids().next()]);
    for (const [actor, { invitationId }, refusal] of [
      [admin, high, { name: 'RankTooLow' }],
      [siteManager, elsewhere, { name: 'NotFound', kind: 'invitation' }],
      [other.owner, elsewhere, { name: 'NotFound', kind: 'invitation' }],
      [acme.actor(id, 'member'), elsewhere, { name: 'PermissionMissing' }],
    ] as const) {
      for (const command of [
        new ResendInvitation(actor, invitationId),
        new RevokeInvitation(actor, invitationId),
        new ExtendInvitation(actor, invitationId, 1),
        new CopyInvitationLink(actor, invitationId),
      ]) {
        await expect(world.bus.execute<unknown>(command)).rejects.toMatchObject(refusal);
      }
    }
    const unknown = new Ids().next() as never;
    await expect(world.bus.execute(new RevokeInvitation(siteManager, unknown))).rejects.toMatchObject({
      name: 'NotFound',
      kind: 'invitation',
    });
  });
});

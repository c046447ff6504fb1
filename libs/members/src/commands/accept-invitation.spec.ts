import { Ids, publicActor, type WorkspaceId } from '@placet/kernel';
import { newSecretToken } from '@placet/platform';
import { AWorkspace, aPassword, specWorld, type SpecWorld } from '@placet/testing';
import { Invited } from '../../test/invited.ts';
import { MembersModule } from '../members.module.ts';
import { PreviewInvitation } from '../queries/preview-invitation.ts';
import { AcceptInvitation } from './accept-invitation.ts';
import { BanMember } from './ban-member.ts';
import { DeactivateMember } from './deactivate-member.ts';
import { EditMember } from './edit-member.ts';
import { ResendInvitation } from './resend-invitation.ts';

const ids = new Ids();

describe('accepting an invitation', () => {
  let world: SpecWorld;
  let acme: AWorkspace;
  beforeAll(async () => {
    world = await specWorld([MembersModule]);
    acme = await AWorkspace.with(world, { core: 100 });
  });
  afterAll(() => world.close());
  afterEach(() => world.clock.set(undefined));

  const preview = (token: string, workspaceId = acme.id) =>
    world.bus.execute(new PreviewInvitation(publicActor(workspaceId, 'invitation'), token));
  const member = async (id: string) => {
    const [row] = await world.sql('select state, first_name, last_name, language, email_verified from member where id = $1', [id]);
    return row;
  };
  const loginKeys = async (id: string) =>
    (await world.sql<{ key: string }>('select key from login_key where member_id = $1', [id])).map(({ key }) => key);

  it('turns the reserved seat into an assigned one, opens the account, and proves the address of a mailed link', async () => {
    const ada = await Invited.to(world, acme, { products: ['core'] });
    const before = await acme.pool('core');
    await ada.accept(await ada.mailedLink(), { firstName: 'Augusta', language: 'fr' });
    expect(await member(ada.memberId)).toMatchObject({ state: 'active', first_name: 'Augusta', language: 'fr', email_verified: true });
    expect(await acme.pool('core')).toMatchObject({ assigned: before.assigned + 1, reserved: before.reserved - 1 });
  });

  it('proves no address by a link that was handed over', async () => {
    const ada = await Invited.to(world, acme, { username: 'handed-over' }, { sendMail: false });
    await ada.accept(await ada.copiedLink());
    expect(await member(ada.memberId)).toMatchObject({ state: 'active', email_verified: false });
    expect(await loginKeys(ada.memberId)).toEqual(['handed-over']);
  });

  it('works with a full pool: an invitation has its seat', async () => {
    const tiny = await AWorkspace.with(world, { core: 1 });
    const ada = await Invited.to(world, tiny, { products: ['core'] });
    await ada.accept(await ada.mailedLink());
    expect(await tiny.pool('core')).toMatchObject({ purchased: 1, assigned: 1, reserved: 0 });
  });

  it('uses a link up, and every other link with it', async () => {
    const ada = await Invited.to(world, acme);
    const [one, other] = [await ada.mailedLink(), await ada.mailedLink()];
    await ada.accept(other);
    for (const token of [one, other]) await expect(ada.accept(token)).rejects.toMatchObject({ name: 'InvitationUsed' });
    for (const token of [one, other]) await expect(preview(token)).rejects.toMatchObject({ name: 'InvitationUsed' });
  });

  it('is not possible with a link that was replaced, revoked or has expired', async () => {
    const ada = await Invited.to(world, acme);
    const old = await ada.mailedLink();
    const copied = await ada.copiedLink();
    await expect(ada.accept(old)).rejects.toMatchObject({ name: 'InvitationReplaced' });
    await world.bus.execute(new ResendInvitation(acme.owner, ada.invitationId));
    await expect(ada.accept(copied)).rejects.toMatchObject({ name: 'InvitationReplaced' });
    const fresh = await ada.mailedLink();
    world.clock.advanceDays(14);
    await expect(ada.accept(fresh)).rejects.toMatchObject({ name: 'InvitationExpired' });
    await world.bus.execute(new BanMember(acme.owner, ada.memberId, 'spec'));
    await expect(ada.accept(fresh)).rejects.toMatchObject({ name: 'InvitationRevoked' });
    expect(await acme.stateOf(ada.memberId)).toBe('banned');
  });

  it('takes nothing but the very token, in its own workspace', async () => {
    const ada = await Invited.to(world, acme);
    const token = await ada.mailedLink();
    const other = await AWorkspace.with(world, {});
    const [prefix, , ...parts] = token.split('_');
    const wrong = [
      '',
      'plc_invite',
      `${token}x`,
      token.slice(0, -1),
      token.toUpperCase(),
      [prefix, 'invite', ...parts.toReversed()].join('_'),
      [prefix, 'reset', ...parts].join('_'),
      newSecretToken('session', acme.id, ada.invitationId).token,
      newSecretToken('invite', acme.id, ada.invitationId).token,
      newSecretToken('invite', other.id, ada.invitationId).token,
      newSecretToken('invite', ids.next<WorkspaceId>(), ada.invitationId).token,
      `${token}\0`,
      `\0${token.slice(1)}`,
      token.repeat(1000),
      '\ud800',
    ];
    for (const guess of wrong) {
      await expect(ada.accept(guess)).rejects.toMatchObject({ name: 'InvitationUnknown' });
      await expect(preview(guess)).rejects.toMatchObject({ name: 'InvitationUnknown' });
    }
    await expect(preview(token, other.id)).rejects.toMatchObject({ name: 'InvitationUnknown' });
    const elsewhere = new AcceptInvitation(publicActor(other.id, 'invitation'), token, { password: aPassword });
    await expect(world.bus.execute(elsewhere)).rejects.toMatchObject({ name: 'InvitationUnknown' });
    expect(await ada.state()).toBe('open');
    await ada.accept(token);
  });

  it('uses nothing up where the password is poor', async () => {
    const ada = await Invited.to(world, acme);
    const token = await ada.mailedLink();
    await expect(ada.accept(token, { password: 'short' })).rejects.toMatchObject({ path: 'password', code: 'too_short' });
    await expect(ada.accept(token, { password: `${acme.slug}${acme.slug}` })).rejects.toMatchObject({ code: 'made_of_names' });
    await ada.accept(token);
  });

  it('has to wait for the first day of the membership, in the time zone of the workspace, and loses no day by that', async () => {
    const far = await AWorkspace.with(world, {});
    await world.sql(`update workspace set time_zone = 'Pacific/Auckland' where id = $1`, [far.id]);
    world.clock.set(new Date('2026-03-02T09:00:00Z'));
    const ada = await Invited.to(world, far, { startsOn: '2026-03-30' });
    const token = await ada.copiedLink();
    world.clock.set(new Date('2026-03-29T10:59:59Z'));
    await expect(ada.accept(token)).rejects.toMatchObject({ name: 'MembershipNotBegun', startsOn: '2026-03-30' });
    expect(await preview(token, far.id)).toMatchObject({ startsOn: '2026-03-30', expiresAt: '2026-04-12T11:00:00.000Z' });
    world.clock.set(new Date('2026-03-29T11:00:00Z'));
    expect(await preview(token, far.id)).not.toHaveProperty('startsOn');
    await ada.accept(token);
  });

  it('is not possible after the last day of the membership, nor while the workspace is suspended', async () => {
    const shut = await AWorkspace.with(world, {});
    world.clock.set(new Date('2026-03-02T09:00:00Z'));
    const ada = await Invited.to(world, shut, { endsOn: '2026-03-05' });
    const token = await ada.mailedLink();
    await world.sql(`update workspace set state = 'suspended' where id = $1`, [shut.id]);
    await expect(ada.accept(token)).rejects.toMatchObject({ name: 'WorkspaceSuspended' });
    await world.sql(`update workspace set state = 'active' where id = $1`, [shut.id]);
    world.clock.set(new Date('2026-03-06T00:00:00Z'));
    await expect(ada.accept(token)).rejects.toMatchObject({ name: 'InvitationRevoked' });
    world.clock.set(new Date('2026-03-05T23:59:59Z'));
    await ada.accept(token);
  });

  it('keeps the language where the workspace has not enabled another, and names that a directory keeps', async () => {
    const english = await AWorkspace.with(world, {});
    await world.sql(`update workspace set languages = '{en}' where id = $1`, [english.id]);
    const ada = await Invited.to(world, english);
    await world.sql('update member set managed_by = $2 where id = $1', [ada.memberId, ids.next()]);
    await ada.accept(await ada.mailedLink(), { firstName: 'Mallory', lastName: 'M', language: 'fr' });
    expect(await member(ada.memberId)).toMatchObject({ first_name: 'Ada', language: 'en' });
  });

  describe('gives no more than whoever stands for it may give', () => {
    const anAdmin = async () => {
      const id = await acme.active([], { groupIds: [acme.groups.administrator] });
      return acme.actor(id, 'administrator');
    };

    it('so what somebody who has left gave falls, but for plain membership', async () => {
      const admin = await anAdmin();
      const high = await Invited.to(world, acme, { groupIds: [acme.groups.administrator] }, { by: admin });
      const plain = await Invited.to(world, acme, {}, { by: admin });
      await world.bus.execute(new DeactivateMember(acme.owner, admin.id as never));
      const token = await high.mailedLink();
      await expect(high.accept(token)).rejects.toMatchObject({ name: 'InvitationUnvouched' });
      await expect(preview(token)).rejects.toMatchObject({ name: 'InvitationUnvouched' });
      await plain.accept(await plain.mailedLink());
    });

    it('and what a demoted one gave, until somebody else sends it again', async () => {
      const admin = await anAdmin();
      const high = await Invited.to(world, acme, { groupIds: [acme.groups.administrator] }, { by: admin });
      await world.bus.execute(new EditMember(acme.owner, admin.id as never, { groupIds: [acme.groups.member] }));
      await expect(high.accept(await high.mailedLink())).rejects.toMatchObject({ name: 'InvitationUnvouched' });
      await world.bus.execute(new ResendInvitation(acme.owner, high.invitationId));
      await high.accept(await high.mailedLink());
    });

    it('where whoever changed the groups stands for them', async () => {
      const manager = acme.actor(await acme.active([], { groupIds: [acme.groups.approver] }), 'administrator');
      const raised = await Invited.to(world, acme, {}, { by: manager });
      await world.bus.execute(new EditMember(acme.owner, raised.memberId, { groupIds: [acme.groups.administrator] }));
      await raised.accept(await raised.mailedLink());
      expect(await acme.stateOf(raised.memberId)).toBe('active');
    });
  });
});

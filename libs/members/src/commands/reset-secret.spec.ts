import type { Command } from '@nestjs/cqrs';
import { Secrets } from '@placet/identity';
import type { Actor, MemberId, SiteId } from '@placet/kernel';
import { AWorkspace, QuickSecrets, specWorld, type SpecWorld } from '@placet/testing';
import { AddSite } from '@placet/workspaces';
import { MembersModule } from '../members.module.ts';
import { AddMember } from './add-member.ts';
import { RequireSecretChange } from './require-secret-change.ts';
import { ResetSecret } from './reset-secret.ts';
import { SignOutEverywhere } from './sign-out-everywhere.ts';

describe('the secrets of a member', () => {
  let world: SpecWorld;
  let acme: AWorkspace;
  beforeAll(async () => {
    world = await specWorld([MembersModule], {}, [[Secrets, QuickSecrets]]);
    acme = await AWorkspace.with(world, {});
  });
  afterAll(() => world.close());

  const reset = (memberId: MemberId, actor = acme.owner) => world.bus.execute(new ResetSecret(actor, memberId));
  const account = async (memberId: MemberId) =>
    (
      await world.sql<{ secret_kind: string; change_required: boolean; session_epoch: number; secret_expires_at: Date | null }>(
        'select secret_kind, change_required, session_epoch, secret_expires_at from account where member_id = $1',
        [memberId],
      )
    )[0]!;
  const withPin = async () =>
    (await world.bus.execute(new AddMember(acme.owner, acme.person({ email: undefined, username: `pin${Math.random()}` }), 'pin', false)))
      .memberId;
  const happened = async (memberId: MemberId) =>
    (await world.sql<{ type: string; facts: unknown }>('select type, facts from event where subject_id = $1 order by id', [memberId])).at(
      -1,
    );

  it('are reset by mail where he has an address, and the present one holds until then (F17)', async () => {
    const ada = await acme.active();
    const before = await account(ada);
    expect(await reset(ada)).toEqual({ form: 'mail' });
    expect(await account(ada)).toEqual(before);
    expect(await world.sql(`select template from mail where member_id = $1`, [ada])).toEqual([{ template: 'password_reset' }]);
    expect(await happened(ada)).toEqual({ type: 'member.secret_reset', facts: { form: 'mail' } });
  });

  it('are a new PIN for who has none, shown once, to be changed, and every session ends', async () => {
    const bob = await withPin();
    const before = await account(bob);
    const { form, secret } = await reset(bob);
    expect({ form, secret }).toEqual({ form: 'pin', secret: { kind: 'pin', value: expect.stringMatching(/^\d{6}$/) } });
    expect(await account(bob)).toEqual({
      secret_kind: 'pin',
      change_required: true,
      session_epoch: before.session_epoch + 1,
      secret_expires_at: null,
    });
    expect(JSON.stringify(await happened(bob))).not.toContain(secret!.value);
  });

  it('are a temporary password where a PIN would open too much', async () => {
    const carl = await acme.active([], { email: 'carl@x.test', groupIds: [acme.groups.administrator] });
    await world.sql('update member set email = null, email_key = null where id = $1', [carl]);
    expect(await reset(carl)).toMatchObject({ form: 'temporary_password', secret: { kind: 'temporary_password' } });
    expect((await account(carl)).secret_expires_at).toBeInstanceOf(Date);
  });

  it('can not be reset where there is none', async () => {
    const { memberId } = await world.bus.execute(new AddMember(acme.owner, acme.person(), 'activation_link', false));
    await expect(reset(memberId)).rejects.toMatchObject({ name: 'StateConflict', state: 'invited' });
    await world.sql(`update member set state = 'active' where id = $1`, [memberId]);
    await expect(reset(memberId)).rejects.toMatchObject({ name: 'StateConflict', state: 'without a secret' });
    await expect(world.bus.execute(new RequireSecretChange(acme.owner, memberId))).rejects.toMatchObject({ name: 'StateConflict' });
  });

  it('are beyond the reach of who stands lower, and of other sites', async () => {
    const ada = await acme.active();
    const owner = acme.owner.id as MemberId;
    const lyon = await world.bus.execute(new AddSite(acme.owner, `LYS`, 'Lyon'));
    const manager = acme.actor(ada, 'site_manager', [lyon as SiteId]);
    const commands: (new (actor: Actor, memberId: MemberId) => Command<unknown> & { actor: Actor })[] = [ResetSecret, RequireSecretChange];
    for (const command of commands) {
      await expect(world.bus.execute(new command(acme.actor(ada, 'administrator'), owner))).rejects.toMatchObject({ name: 'RankTooLow' });
      await expect(world.bus.execute(new command(manager, ada))).rejects.toMatchObject({ name: 'NotFound' });
      await expect(world.bus.execute(new command(acme.actor(ada, 'auditor'), ada))).rejects.toMatchObject({ name: 'PermissionMissing' });
    }
    await expect(world.bus.execute(new SignOutEverywhere(acme.actor(ada, 'administrator'), owner))).rejects.toMatchObject({
      name: 'RankTooLow',
    });
  });

  it('must be changed at the next sign-in where an administrator asks for it (L11)', async () => {
    const ada = await acme.active();
    await world.sql('update account set change_required = false where member_id = $1', [ada]);
    await world.bus.execute(new RequireSecretChange(acme.owner, ada));
    expect((await account(ada)).change_required).toBe(true);
    expect(await happened(ada)).toMatchObject({ type: 'member.secret_change_required' });
  });

  it('sign out everywhere at once', async () => {
    const ada = await acme.active();
    await world.sql(
      `insert into session (workspace_id, id, member_id, token_hash, epoch, created_at, last_seen_at, expires_at, confirmed_at)
       select workspace_id, uuidv7(), member_id, sha256(member_id::text::bytea), session_epoch, now(), now(), now() + interval '1 day', now() from account where member_id = $1`,
      [ada],
    );
    const before = await account(ada);
    await world.bus.execute(new SignOutEverywhere(acme.owner, ada));
    expect(await world.sql('select from session where member_id = $1', [ada])).toEqual([]);
    expect((await account(ada)).session_epoch).toBe(before.session_epoch + 1);
    expect(await happened(ada)).toEqual({ type: 'member.signed_out', facts: { sessions: 1 } });
  });
});

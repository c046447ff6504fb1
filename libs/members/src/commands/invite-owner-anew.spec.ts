import { Secrets } from '@placet/identity';
import { Ids, operatorActor, publicActor, type Actor, type WorkspaceId } from '@placet/kernel';
import { AWorkspace, QuickSecrets, aPassword, specWorld, type SpecWorld } from '@placet/testing';
import { MembersModule } from '../members.module.ts';
import { AcceptInvitation } from './accept-invitation.ts';
import { BanMember } from './ban-member.ts';
import { InviteOwnerAnew } from './invite-owner-anew.ts';
import { OpenWorkspace } from './open-workspace.ts';
import { RevokeInvitation } from './revoke-invitation.ts';

describe('inviting the owner of a workspace anew', () => {
  let world: SpecWorld;
  const ids = new Ids();
  beforeAll(async () => {
    world = await specWorld([MembersModule], {}, [[Secrets, QuickSecrets]]);
  });
  afterAll(() => world.close());

  async function opened() {
    const operator = operatorActor(ids.next<WorkspaceId>());
    const slug = `w${operator.workspaceId.replaceAll('-', '').slice(-20)}`;
    const owner = { firstName: 'Olga', lastName: 'Owner', email: `owner@${slug}.test` };
    const made = await world.bus.execute(
      new OpenWorkspace(operator, { slug, name: slug, language: 'en', currency: 'EUR', timeZone: 'UTC', owner, products: [] }),
    );
    return { operator, ...made };
  }
  const accept = (operator: Actor, token: string) =>
    world.bus.execute(new AcceptInvitation(publicActor(operator.workspaceId, 'invitation'), token, { password: aPassword }));
  const openInvitation = async ({ workspaceId }: Actor) =>
    (
      await world.sql<{ id: string; round: number }>(`select id, round from invitation where workspace_id = $1 and state = 'open'`, [
        workspaceId,
      ])
    )[0]!;

  it('kills the earlier link, and its own works beside the one that is mailed', async () => {
    const { operator, ownerActivationToken, ownerId } = await opened();
    const token = await world.bus.execute(new InviteOwnerAnew(operator));
    await expect(accept(operator, ownerActivationToken)).rejects.toMatchObject({ because: 'replaced' });
    expect(await openInvitation(operator)).toMatchObject({ round: 2 });
    expect(await accept(operator, token)).toEqual({ memberId: ownerId });
  });

  it('begins a new invitation where the earlier one is over', async () => {
    const { operator, ownerId } = await opened();
    const before = await openInvitation(operator);
    await world.bus.execute(new RevokeInvitation(operator, before.id as never));
    const token = await world.bus.execute(new InviteOwnerAnew(operator));
    expect((await openInvitation(operator)).id).not.toBe(before.id);
    expect(await accept(operator, token)).toEqual({ memberId: ownerId });
  });

  it('is only for a workspace that has no active owner, and has one to invite', async () => {
    const acme = await AWorkspace.with(world, {});
    await expect(world.bus.execute(new InviteOwnerAnew(acme.operator))).rejects.toMatchObject({
      name: 'StateConflict',
      state: 'with an active owner',
    });
    const { operator, ownerId } = await opened();
    await world.bus.execute(new BanMember(operator, ownerId, 'stolen mailbox'));
    await expect(world.bus.execute(new InviteOwnerAnew(operator))).rejects.toMatchObject({
      name: 'StateConflict',
      state: 'without an owner to invite',
    });
    await expect(world.bus.execute(new InviteOwnerAnew(operatorActor(ids.next<WorkspaceId>())))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });
});

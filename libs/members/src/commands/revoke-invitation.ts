import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Actor, type InvitationId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { HotFacts } from '../hot-facts.ts';
import { endInvitation, lockSeatsOf } from '../invitation-end.ts';
import { reachOf } from '../reach.ts';
import { memberInvited, reachableInvitation } from '../reachable-invitation.ts';

/** Withdraws an invitation: its links are dead, the member is inactive, his seat is free. @throws NotFound, RankTooLow, StateConflict */
export class RevokeInvitation extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly invitationId: InvitationId,
  ) {
    super();
  }
}

@CommandHandler(RevokeInvitation)
export class RevokeInvitationHandler implements ICommandHandler<RevokeInvitation> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly facts: HotFacts,
  ) {}

  async execute({ actor, invitationId }: RevokeInvitation): Promise<void> {
    const memberId = await memberInvited(this.em, invitationId);
    await lockSeatsOf(this.em, memberId);
    const { invitation } = await reachableInvitation(this.em, actor, 'invitations.manage', invitationId, memberId);
    await endInvitation(this.facts, actor, invitation, 'revoked', reachOf(actor, 'invitations.manage'));
  }
}

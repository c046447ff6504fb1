import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { defaultPolicies } from '@placet/contracts';
import { Clock, type Actor, type InvitationId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { killInvitationLinks } from '../invitation-link.ts';
import { memberInvited, reachableInvitation } from '../reachable-invitation.ts';

/** Sends an invitation again: the old links die, a new round begins, and its days are those of the policies under which it was made (E).
 *
 * @throws NotFound, RankTooLow, StateConflict, AlreadyInvited where another open invitation is mailed to the same address (I5)
 */
export class ResendInvitation extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly invitationId: InvitationId,
  ) {
    super();
  }
}

@CommandHandler(ResendInvitation)
export class ResendInvitationHandler implements ICommandHandler<ResendInvitation> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, invitationId }: ResendInvitation): Promise<void> {
    const memberId = await memberInvited(this.em, invitationId);
    const { invitation, member } = await reachableInvitation(this.em, actor, 'invitations.manage', invitationId, memberId);
    invitation.resend(actor, member, await this.daysOf(invitation.policyVersion), this.clock.now());
    await killInvitationLinks(this.em, invitationId);
  }

  private async daysOf(policyVersion: number): Promise<number> {
    const [row] = await this.em.execute<{ days: number | null }>(
      `select (values ->> 'invitation.days')::int as days from policy where version = $1`,
      [policyVersion],
    );
    return row?.days ?? defaultPolicies['invitation.days'];
  }
}

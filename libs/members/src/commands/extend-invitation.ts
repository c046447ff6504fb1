import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, type Actor, type InvitationId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { memberInvited, reachableInvitation } from '../reachable-invitation.ts';

/** Keeps an invitation open for longer; its links go on working.
 *
 * @param days 1 to 90, added to its last one
 * @throws NotFound, RankTooLow, StateConflict
 */
export class ExtendInvitation extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly invitationId: InvitationId,
    readonly days: number,
  ) {
    super();
  }
}

@CommandHandler(ExtendInvitation)
export class ExtendInvitationHandler implements ICommandHandler<ExtendInvitation> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, invitationId, days }: ExtendInvitation): Promise<void> {
    const memberId = await memberInvited(this.em, invitationId);
    const { invitation, firstDay } = await reachableInvitation(this.em, actor, 'invitations.manage', invitationId, memberId);
    invitation.extend(days, this.clock.now(), firstDay);
  }
}

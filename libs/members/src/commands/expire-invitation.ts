import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Actor, type InvitationId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { lockMember } from '../facts/member-sql.ts';
import { HotFacts } from '../hot-facts.ts';
import { endInvitation, lockSeatsOf } from '../invitation-end.ts';
import { reachOf } from '../reach.ts';
import { invitationUnderLock, memberInvited } from '../reachable-invitation.ts';

/** Lets an invitation lapse whose last day is over: the member is inactive, his seat is free.
 *
 * @param now at which its process found it lapsed
 * @returns `moved` where it is over, or was extended or sent again meanwhile
 * @throws NotFound
 */
export class ExpireInvitation extends Command<'done' | 'moved'> {
  constructor(
    readonly actor: Actor,
    readonly invitationId: InvitationId,
    readonly now: Date,
  ) {
    super();
  }
}

@CommandHandler(ExpireInvitation)
export class ExpireInvitationHandler implements ICommandHandler<ExpireInvitation> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly facts: HotFacts,
  ) {}

  async execute({ actor, invitationId, now }: ExpireInvitation): Promise<'done' | 'moved'> {
    const memberId = await memberInvited(this.em, invitationId);
    await lockSeatsOf(this.em, memberId);
    await this.em.execute(lockMember, [memberId]);
    const { invitation, firstDay } = await invitationUnderLock(this.em, invitationId, memberId);
    if (!invitation.hasLapsed(now, firstDay)) return 'moved';
    await endInvitation(this.facts, actor, invitation, 'expired', reachOf(actor, 'invitations.manage'));
    return 'done';
  }
}

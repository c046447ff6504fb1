import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Ids, type Actor, type InvitationId } from '@placet/kernel';
import { Config, WorkspaceEm } from '@placet/platform';
import { invitationUrl, killInvitationLinks, newInvitationLink } from '../invitation-link.ts';
import { memberInvited, reachableInvitation } from '../reachable-invitation.ts';

/** A link that only its maker has seen. */
export interface CopiedLink {
  readonly link: string;
  readonly token: string;
}

/** Makes a link that an administrator hands over himself (F10); all earlier ones die. It proves no address, so the e-mail stays unverified.
 *
 * @param permission under which it is asked for: whoever has just added or reactivated somebody without a mail needs no further one
 * @returns the page's address with its token, and the token alone; told once
 * @throws NotFound, RankTooLow, StateConflict
 */
export class CopyInvitationLink extends Command<CopiedLink> {
  constructor(
    readonly actor: Actor,
    readonly invitationId: InvitationId,
    readonly permission: 'invitations.manage' | 'members.add' | 'members.deactivate' = 'invitations.manage',
  ) {
    super();
  }
}

@CommandHandler(CopyInvitationLink)
export class CopyInvitationLinkHandler implements ICommandHandler<CopyInvitationLink> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly config: Config,
  ) {}

  async execute({ actor, invitationId, permission }: CopyInvitationLink): Promise<CopiedLink> {
    const memberId = await memberInvited(this.em, invitationId);
    const { invitation, firstDay } = await reachableInvitation(this.em, actor, permission, invitationId, memberId);
    const now = this.clock.now();
    invitation.handOver(now, firstDay);
    await killInvitationLinks(this.em, invitationId);
    const token = await newInvitationLink(this.em, this.ids, invitationId, false, now);
    return { token, link: invitationUrl(this.config.baseUrl, token) };
  }
}

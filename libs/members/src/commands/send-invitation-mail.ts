import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NotFound, type Actor, type InvitationId, type MemberId } from '@placet/kernel';
import { Mails } from '@placet/notifications';
import { WorkspaceEm } from '@placet/platform';
import { Invitation } from '../invitation.ts';

/** Asks for a mail of an invitation, once under its key `invitation/<id>/<mail>`; its link is made when it is delivered.
 *
 * @param mail as the look named it: `2/first`, `2/reminder/7`
 * @returns `moved` where the invitation is over or in another round, or the mail was asked for before
 * @throws NotFound
 */
export class SendInvitationMail extends Command<'done' | 'moved'> {
  constructor(
    readonly actor: Actor,
    readonly invitationId: InvitationId,
    readonly mail: string,
  ) {
    super();
  }
}

@CommandHandler(SendInvitationMail)
export class SendInvitationMailHandler implements ICommandHandler<SendInvitationMail> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly mails: Mails,
  ) {}

  async execute({ invitationId, mail }: SendInvitationMail): Promise<'done' | 'moved'> {
    const invitation = await this.em.findOne(Invitation, { id: invitationId }, 'for update');
    if (!invitation) throw new NotFound('invitation');
    const [round, which] = mail.split('/');
    if (!invitation.wantsMailOf(Number(round))) return 'moved';
    const asked = await this.mails.ask({
      key: `invitation/${invitationId}/${mail}`,
      template: which === 'first' ? 'invitation' : 'invitation_reminder',
      memberId: invitation.memberId as MemberId,
      subjectId: invitationId,
    });
    return asked ? 'done' : 'moved';
  }
}

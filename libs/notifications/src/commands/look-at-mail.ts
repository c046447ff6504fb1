import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NotFound, type Actor, type MailId } from '@placet/kernel';
import { ProcessLooks, WorkspaceEm } from '@placet/platform';
import type { MailEnd, MailLook } from '@placet/workflows/mail/contract';

/** The look of the process `mail/<id>`: a command, since it stamps the process. @throws NotFound */
export class LookAtMail extends Command<MailLook> {
  constructor(
    readonly actor: Actor,
    readonly mailId: MailId,
    readonly now: Date,
  ) {
    super();
  }
}

@CommandHandler(LookAtMail)
export class LookAtMailHandler implements ICommandHandler<LookAtMail> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly looks: ProcessLooks,
  ) {}

  execute({ mailId, now }: LookAtMail): Promise<MailLook> {
    return this.looks.look(`mail/${mailId}`, now, async () => {
      const [mail] = await this.em.execute<{ state: 'queued' | MailEnd; next_at: Date }>('select state, next_at from mail where id = $1', [
        mailId,
      ]);
      if (!mail) throw new NotFound('mail');
      const waits = mail.state === 'queued';
      return {
        state: mail.state === 'queued' ? 'waiting' : mail.state,
        passed: [],
        isOver: !waits,
        nextMoment: Math.max(now.getTime(), waits ? mail.next_at.getTime() : 0),
        attemptIsDue: waits && mail.next_at <= now,
      };
    });
  }
}

import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Actor, MailId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { mailHappened } from '../mail-events.ts';
import { askedColumns, askedMail, type AskedRow } from '../mail-rows.ts';

/** The mail server took it. Between that and this command lies the only moment in which a crash sends a mail twice. */
export class RecordMailSent extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly mailId: MailId,
    readonly now: Date,
  ) {
    super();
  }
}

@CommandHandler(RecordMailSent)
export class RecordMailSentHandler implements ICommandHandler<RecordMailSent> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ mailId, now }: RecordMailSent): Promise<void> {
    const [row] = await this.em.execute<AskedRow>(
      `update mail set state = 'sent', sent_at = $2, last_error = null where id = $1 and state = 'queued' returning ${askedColumns}`,
      [mailId, now],
    );
    if (row) this.em.record(mailHappened('sent', askedMail(row)));
  }
}

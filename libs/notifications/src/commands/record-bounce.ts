import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Actor, MailId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { mailHappened } from '../mail-events.ts';
import { askedColumns, askedMail, type AskedRow } from '../mail-rows.ts';
import { MailSources } from '../mail-source.ts';

/** The mail server refused the address or the message for good (SMTP 5xx at hand-over). Shown, never thrown.
 *
 * @param code such as `550 5.1.1`
 */
export class RecordBounce extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly mailId: MailId,
    readonly code: string,
  ) {
    super();
  }
}

@CommandHandler(RecordBounce)
export class RecordBounceHandler implements ICommandHandler<RecordBounce> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly sources: MailSources,
  ) {}

  async execute({ mailId, code }: RecordBounce): Promise<void> {
    const [row] = await this.em.execute<AskedRow>(
      `update mail set state = 'bounced', last_error = $2 where id = $1 and state = 'queued' returning ${askedColumns}`,
      [mailId, code],
    );
    if (!row) return;
    const mail = askedMail(row);
    this.em.record(mailHappened('bounced', mail, { code }));
    await this.sources.of(mail.template).bounced?.(mail);
  }
}

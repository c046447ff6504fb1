import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NotFound, type Actor, type MailId } from '@placet/kernel';
import { Config, WorkspaceEm } from '@placet/platform';
import { composeMail, type ComposedMail } from '../compose-mail.ts';
import { mailHappened } from '../mail-events.ts';
import { askedColumns, askedMail, type AskedRow } from '../mail-rows.ts';
import { MailSources } from '../mail-source.ts';

/** As long as an attempt may last: should the worker die in it, the next one begins no sooner. */
const attemptMs = 60_000;

/** Takes a mail for one attempt: makes its link, stores the link's hash, and composes it. Nothing is sent here (I15).
 *
 * @returns the mail to send; `dropped` where its reason is gone; `moved` where nothing is due now
 * @throws NotFound
 */
export class TakeMail extends Command<ComposedMail | 'dropped' | 'moved'> {
  constructor(
    readonly actor: Actor,
    readonly mailId: MailId,
    readonly now: Date,
  ) {
    super();
  }
}

@CommandHandler(TakeMail)
export class TakeMailHandler implements ICommandHandler<TakeMail> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly sources: MailSources,
    private readonly config: Config,
  ) {}

  async execute({ mailId, now }: TakeMail): Promise<ComposedMail | 'dropped' | 'moved'> {
    const [row] = await this.em.execute<AskedRow>(
      `update mail set attempts = attempts + 1, next_at = $3 where id = $1 and state = 'queued' and next_at <= $2 returning ${askedColumns}`,
      [mailId, now, new Date(now.getTime() + attemptMs)],
    );
    if (!row) return this.notDue(mailId);
    const mail = askedMail(row);
    const prepared = await this.sources.of(mail.template).prepare(mail);
    if (prepared) return composeMail(mail, prepared, this.config);
    await this.em.execute(`update mail set state = 'dropped' where id = $1`, [mailId]);
    this.em.record(mailHappened('dropped', mail));
    return 'dropped';
  }

  private async notDue(mailId: MailId): Promise<'moved'> {
    const [known] = await this.em.execute('select from mail where id = $1', [mailId]);
    if (!known) throw new NotFound('mail');
    return 'moved';
  }
}

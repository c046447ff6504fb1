import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Actor, MailId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { mailHappened } from '../mail-events.ts';
import { askedColumns, askedMail, type AskedRow } from '../mail-rows.ts';

/** The attempt came to nothing: another follows after 1, 4, 16 … minutes, at most 6 h, the last one 24 h after it was asked for.
 *
 * @param code such as `451 4.7.1` or `ECONNECTION`
 */
export class PutOffMail extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly mailId: MailId,
    readonly code: string,
    readonly now: Date,
  ) {
    super();
  }
}

type PutOff = AskedRow & { state: string };

@CommandHandler(PutOffMail)
export class PutOffMailHandler implements ICommandHandler<PutOffMail> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ mailId, code, now }: PutOffMail): Promise<void> {
    const [row] = await this.em.execute<PutOff>(
      `update mail set last_error = $2, state = case when $3 >= give_up_at then 'failed' else state end,
              next_at = least(give_up_at, $3::timestamptz + least(interval '6 h', interval '1 min' * power(4, least(attempts - 1, 9))))
        where id = $1 and state = 'queued' returning state, ${askedColumns}`,
      [mailId, code, now],
    );
    if (row?.state === 'failed') this.em.record(mailHappened('failed', askedMail(row), { code }));
  }
}

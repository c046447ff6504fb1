import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NotFound, type Actor, type InvitationId } from '@placet/kernel';
import { ProcessLooks, WorkspaceEm, statement } from '@placet/platform';
import type { InvitationLook } from '@placet/workflows/invitation/contract';
import { invitedJoin, lapsesAt, opensAt } from '../facts/invitation-sql.ts';
import { mailDue, nextMoment } from '../invitation-schedule.ts';

/** The look of the process `invitation/<id>`: a command, since it stamps the process. @throws NotFound */
export class LookAtInvitation extends Command<InvitationLook> {
  constructor(
    readonly actor: Actor,
    readonly invitationId: InvitationId,
    readonly now: Date,
  ) {
    super();
  }
}

interface Row {
  readonly state: InvitationLook['state'];
  readonly was_mailed: boolean;
  readonly number: number;
  readonly opens_at: Date;
  readonly lapses_at: Date;
  readonly sends_mail: boolean;
  readonly reminders: number[];
  readonly asked: string[];
  readonly first_asked_at: Date | null;
  readonly has_bounced: boolean;
}

/** `$1` invitation. */
const invitationRound = statement(
  'invitation_round',
  `select i.state, i.round as number, ${opensAt} as opens_at, ${lapsesAt} as lapses_at, i.sends_mail, i.reminders,
          exists (select from mail k where k.subject_id = i.id) as was_mailed, coalesce(asked.mails, '{}') as asked, asked.first_asked_at,
          coalesce(asked.has_bounced, false) as has_bounced
     from invitation i ${invitedJoin}
     cross join lateral (select 'invitation/' || i.id || '/' || i.round || '/' as prefix) key
     left join lateral (
       select array_agg(substr(k.key, length(key.prefix) + 1)) as mails, min(k.created_at) as first_asked_at, bool_or(k.state = 'bounced') as has_bounced
         from mail k where k.workspace_id = i.workspace_id and k.subject_id = i.id and starts_with(k.key, key.prefix)) asked on true
    where i.id = $1`,
);

@CommandHandler(LookAtInvitation)
export class LookAtInvitationHandler implements ICommandHandler<LookAtInvitation> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly looks: ProcessLooks,
  ) {}

  execute({ invitationId, now }: LookAtInvitation): Promise<InvitationLook> {
    return this.looks.look(`invitation/${invitationId}`, now, async () => {
      const [row] = await this.em.execute<Row>(invitationRound, [invitationId]);
      if (!row) throw new NotFound('invitation');
      const isOver = row.state !== 'open';
      const round = {
        number: row.number,
        opensAt: row.opens_at,
        lapsesAt: row.lapses_at,
        sendsMail: row.sends_mail,
        reminders: row.reminders,
        asked: row.asked,
        firstAskedAt: row.first_asked_at,
        hasBounced: row.has_bounced,
      };
      const due = isOver ? undefined : mailDue(round, now);
      return {
        state: row.state,
        passed: row.was_mailed ? ['mailed'] : [],
        isOver,
        nextMoment: isOver ? now.getTime() : nextMoment(round, now),
        ...(due ? { mailDue: due } : {}),
        hasLapsed: !isOver && row.lapses_at <= now,
      };
    });
  }
}

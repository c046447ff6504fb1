import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NotFound, type Actor, type MemberId } from '@placet/kernel';
import { ProcessLooks, WorkspaceEm, statement } from '@placet/platform';
import type { MemberDatesLook } from '@placet/workflows/member-dates/contract';
import { banIsOver, endIsDue, graceIsOver, nextDateAfter, startIsDue } from '../facts/member-dates-sql.ts';

const longestWaitMs = 30 * 86_400_000;

/** The look of the process `member-dates/<memberId>`: a command, since it stamps the process. @throws NotFound */
export class LookAtMemberDates extends Command<MemberDatesLook> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly now: Date,
  ) {
    super();
  }
}

interface Row {
  readonly start_is_due: boolean;
  readonly end_is_due: boolean;
  readonly ban_is_over: boolean;
  readonly grace_is_over: boolean;
  readonly next_date: Date | null;
}

/** `$1` member, `$2` now. */
const memberDates = statement(
  'member_dates',
  `select ${startIsDue('$2')} as start_is_due, ${endIsDue('$2')} as end_is_due, ${banIsOver('$2')} as ban_is_over, ${graceIsOver('$2')} as grace_is_over, ${nextDateAfter('$2')} as next_date
     from member m join workspace w on w.id = m.workspace_id where m.id = $1`,
);

@CommandHandler(LookAtMemberDates)
export class LookAtMemberDatesHandler implements ICommandHandler<LookAtMemberDates> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly looks: ProcessLooks,
  ) {}

  execute({ memberId, now }: LookAtMemberDates): Promise<MemberDatesLook> {
    return this.looks.look(`member-dates/${memberId}`, now, async () => {
      const [row] = await this.em.execute<Row>(memberDates, [memberId, now]);
      if (!row) throw new NotFound('member');
      const { start_is_due: startIsDue, end_is_due: endIsDue, ban_is_over: banIsOver, grace_is_over: graceIsOver, next_date: next } = row;
      const isOver = !startIsDue && !endIsDue && !banIsOver && !graceIsOver && !next;
      return {
        state: isOver ? 'past' : 'ahead',
        passed: [],
        isOver,
        nextMoment: Math.min(next?.getTime() ?? Infinity, now.getTime() + longestWaitMs),
        startIsDue,
        endIsDue,
        banIsOver,
        graceIsOver,
      };
    });
  }
}

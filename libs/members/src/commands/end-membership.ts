import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Actor, MemberId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { leave, leaving, type Leaving } from '../facts/leave.ts';
import { endIsDue, todayAt } from '../facts/member-dates-sql.ts';
import { isOwner, lockMember } from '../facts/member-sql.ts';
import { judged } from '../facts/outcome.ts';
import { HotFacts } from '../hot-facts.ts';
import { lockSeatsOf } from '../invitation-end.ts';
import { memberLeft } from '../member-events.ts';
import { reachOf } from '../reach.ts';

/** A member's last day is over: he is deactivated, his seats are free. The last active owner stays (I4): that is noted, and looked at again
 * the next day.
 *
 * @returns `moved` where nothing is due, also since it was put off
 */
export class EndMembership extends Command<'done' | 'moved'> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly now: Date,
  ) {
    super();
  }
}

@CommandHandler(EndMembership)
export class EndMembershipHandler implements ICommandHandler<EndMembership> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly facts: HotFacts,
  ) {}

  async execute({ actor, memberId, now }: EndMembership): Promise<'done' | 'moved'> {
    await lockSeatsOf(this.em, memberId);
    await this.em.execute(lockMember, [memberId]);
    const [due] = await this.em.execute<{ is_owner: boolean; ends_on: string }>(
      `select m.state = 'active' and ${isOwner('m')} as is_owner, m.ends_on::text as ends_on
         from member m join workspace w on w.id = m.workspace_id where m.id = $1 and ${endIsDue('$2')}`,
      [memberId, now],
    );
    if (!due) return 'moved';
    if (due.is_owner && (await this.isLastOwner())) return this.putOff(memberId, due.ends_on, now);
    const row = await this.facts.run(actor, {
      statement: leave,
      memberId,
      shared: { ...leaving, ...reachOf(actor, 'members.deactivate') } satisfies Leaving,
      subject: memberId,
      values: { member_id: memberId, now: this.facts.now() },
      events: memberLeft(memberId, 'deactivated', { facts: { because: 'end_date', endsOn: due.ends_on } }),
    });
    judged(row, { rank: actor.rank, act: 'be deactivated' });
    return 'done';
  }

  /** Under the counter's lock, so that of two owners who end on one day the second stays. */
  private async isLastOwner(): Promise<boolean> {
    const [owners] = await this.em.execute<{ count: number }>('select count from active_owners for update');
    return (owners?.count ?? 0) <= 1;
  }

  private async putOff(memberId: MemberId, endsOn: string, now: Date): Promise<'moved'> {
    const [row] = await this.em.execute<{ is_first: boolean }>(
      `update member m set end_put_off_until = ${todayAt('$2')} + 1 from workspace w where m.id = $1 and w.id = m.workspace_id
       returning old.end_put_off_until is null as is_first`,
      [memberId, now],
    );
    if (row?.is_first) {
      const facts = { because: 'last_owner', endsOn };
      this.em.record({ type: 'member.end_put_off', subject: { kind: 'member', id: memberId }, facts });
    }
    return 'moved';
  }
}

import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, type Actor, type MemberId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { policiesInForce } from '@placet/workspaces';
import { leave, leaving, type Leaving } from '../facts/leave.ts';
import { judged } from '../facts/outcome.ts';
import { HotFacts } from '../hot-facts.ts';
import { lockSeatsOf } from '../invitation-end.ts';
import { memberLeft } from '../member-events.ts';
import { reachOf } from '../reach.ts';
import { reachableMember } from '../reachable-member.ts';

/** Bans a member, with a mandatory reason (L12). The policy `ban.keepsSeat` says whether his seats stay his.
 *
 * @param until the ban lifts itself then; absent: until somebody lifts it
 * @throws LastOwner, NotOneself, RankTooLow, NotFound, StateConflict
 */
export class BanMember extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly reason: string,
    readonly until?: Date,
  ) {
    super();
  }
}

@CommandHandler(BanMember)
export class BanMemberHandler implements ICommandHandler<BanMember> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly facts: HotFacts,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, memberId, reason, until }: BanMember): Promise<void> {
    const now = this.clock.now();
    await lockSeatsOf(this.em, memberId);
    const member = await reachableMember(this.em, actor, 'members.ban', memberId);
    member.mayBeBanned(actor);
    const { values } = await policiesInForce(this.em);
    const row = await this.facts.run(actor, {
      statement: leave,
      memberId,
      shared: { ...leaving, state: 'banned', keeps_seat: values['ban.keepsSeat'], ...reachOf(actor, 'members.ban') } satisfies Leaving,
      subject: memberId,
      values: { member_id: memberId, now },
      events: [],
    });
    const closed = judged(row, { rank: actor.rank, act: 'be banned' })['invitation_id'] as string | null;
    this.em.record(
      memberLeft(memberId, 'banned', {
        reason,
        facts: { until: until?.toISOString() ?? null, keepsSeat: values['ban.keepsSeat'] },
        pokes: [...(until ? [`member-dates/${memberId}`] : []), ...(closed ? [`invitation/${closed}`] : [])],
      })[0]![1],
    );
    await this.em.execute(`update member set ban_reason = $2, banned_until = $3, banned_by = $4, banned_at = $5 where id = $1`, [
      memberId,
      reason,
      until ?? null,
      actor.id ?? null,
      now,
    ]);
  }
}

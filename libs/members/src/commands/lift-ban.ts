import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, type Actor, type MemberId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { leave, leaving, type Leaving } from '../facts/leave.ts';
import { judged } from '../facts/outcome.ts';
import { HotFacts } from '../hot-facts.ts';
import { lockSeatsOf } from '../invitation-end.ts';
import { memberLeft } from '../member-events.ts';
import { reachOf } from '../reach.ts';
import { reachableMember } from '../reachable-member.ts';

/** Lifts a ban: the member is inactive then, and his seat, where the ban kept it, is free. @throws StateConflict where he is not banned */
export class LiftBan extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly reason: string,
  ) {
    super();
  }
}

@CommandHandler(LiftBan)
export class LiftBanHandler implements ICommandHandler<LiftBan> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly facts: HotFacts,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, memberId, reason }: LiftBan): Promise<void> {
    const now = this.clock.now();
    await lockSeatsOf(this.em, memberId);
    await reachableMember(this.em, actor, 'members.ban', memberId);
    const row = await this.facts.run(actor, {
      statement: leave,
      memberId,
      shared: { ...leaving, lifts_ban: true, ...reachOf(actor, 'members.ban') } satisfies Leaving,
      subject: memberId,
      values: { member_id: memberId, now },
      events: [],
    });
    judged(row, { rank: actor.rank, act: 'have a ban lifted' });
    this.em.record(memberLeft(memberId, 'ban_lifted', { reason, pokes: [`member-dates/${memberId}`] })[0]![1]);
    await this.em.execute('update member set ban_reason = null, banned_until = null, banned_by = null, banned_at = null where id = $1', [
      memberId,
    ]);
  }
}

import { Command, type ICommandHandler } from '@nestjs/cqrs';
import type { Actor, MemberId } from '@placet/kernel';
import { HotCommandHandler } from '@placet/platform';
import { leave, leaving, type Leaving } from '../facts/leave.ts';
import { judged } from '../facts/outcome.ts';
import { HotFacts } from '../hot-facts.ts';
import { memberLeft } from '../member-events.ts';
import { reachOf } from '../reach.ts';

/** A directory takes a member out: he is inactive and detached, his seats are free, and so is his username, which stays in `former_username`.
 *  His history stays; a ban stays, too.
 *
 * @throws NotFound, RankTooLow, LastOwner, StateConflict
 */
export class RemoveMember extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
  ) {
    super();
  }
}

@HotCommandHandler(RemoveMember)
export class RemoveMemberHandler implements ICommandHandler<RemoveMember> {
  constructor(private readonly facts: HotFacts) {}

  async execute({ actor, memberId }: RemoveMember): Promise<void> {
    const row = await this.facts.run(actor, {
      statement: leave,
      memberId,
      shared: { ...leaving, detach: true, ...reachOf(actor, 'members.deactivate') } satisfies Leaving,
      subject: memberId,
      values: { member_id: memberId, now: this.facts.now() },
      events: memberLeft(memberId, 'removed'),
    });
    judged(row, { rank: actor.rank, act: 'be removed' });
  }
}

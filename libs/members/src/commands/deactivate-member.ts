import { Command, type ICommandHandler } from '@nestjs/cqrs';
import type { Actor, MemberId } from '@placet/kernel';
import { HotCommandHandler, UnitOfWork } from '@placet/platform';
import { judged } from '../facts/outcome.ts';
import { leave, leaving, type Leaving } from '../facts/leave.ts';
import { HotFacts } from '../hot-facts.ts';
import { memberLeft } from '../member-events.ts';
import { NotOneself } from '../member-errors.ts';
import { reachOf } from '../reach.ts';

/** Ends a member's access: no further request of his is answered, his seats are free at once. Deactivating twice is once.
 *
 * @param reason up to 500 characters, stored encrypted with his key
 * @throws LastOwner, NotOneself, RankTooLow, NotFound, StateConflict
 * @see L13, F15, R3, I4
 */
export class DeactivateMember extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly reason?: string,
  ) {
    super();
  }
}

@HotCommandHandler(DeactivateMember)
export class DeactivateMemberHandler implements ICommandHandler<DeactivateMember> {
  constructor(
    private readonly facts: HotFacts,
    private readonly units: UnitOfWork,
  ) {}

  async execute({ actor, memberId, reason }: DeactivateMember): Promise<void> {
    if (actor.id === memberId) throw new NotOneself('deactivate');
    const key = reason ? await this.keyOf(actor, memberId) : undefined;
    const row = await this.facts.run(actor, {
      statement: leave,
      memberId,
      shared: { ...leaving, ...reachOf(actor, 'members.deactivate') } satisfies Leaving,
      subject: memberId,
      values: { member_id: memberId, now: this.facts.now() },
      events: memberLeft(memberId, 'deactivated', reason ? { reason } : {}),
      ...(key ? { key } : {}),
    });
    judged(row, { rank: actor.rank, act: 'be deactivated' });
  }

  private async keyOf(actor: Actor, memberId: MemberId): Promise<Buffer | undefined> {
    const [row] = await this.units.hot(actor.workspaceId, [
      { statement: 'select key from member_key where member_id = $1', values: [memberId] },
    ]);
    return row?.['key'] as Buffer | undefined;
  }
}

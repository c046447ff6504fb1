import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Ids, type Actor } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { resize } from '../pool-resize.ts';
import { lockAllPools } from '../seat-sql.ts';

/** Lets each pool of the workspace be used beyond what was bought, by so many seats (`seat.overageLimit`); or no longer, which grandfathers what is
 * used beyond. Sent by the command that changes the policy, in its transaction.
 *
 * @param overageLimit whole seats, 0 to 1,000
 */
export class SetOverageLimit extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly overageLimit: number,
    readonly reason: string,
  ) {
    super();
  }
}

@CommandHandler(SetOverageLimit)
export class SetOverageLimitHandler implements ICommandHandler<SetOverageLimit> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute({ actor, overageLimit, reason }: SetOverageLimit): Promise<void> {
    const pools = await this.em.execute<{ product: string }>(lockAllPools);
    const by = { actor, at: this.clock.now(), reason, type: 'seats.overage_changed' };
    for (const { product } of pools) await resize(this.em, this.ids, by, { product, overageLimit });
  }
}

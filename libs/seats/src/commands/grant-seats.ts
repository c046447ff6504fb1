import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Ids, type Actor } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { policiesInForce } from '@placet/workspaces';
import { resize } from '../pool-resize.ts';
import { ProductNotSold } from '../seat-errors.ts';

/** Sets how many seats of a product the operator grants, 0 to 1,000,000. Below what is used it grandfathers; nobody is evicted.
 *
 * @throws ProductNotSold where the catalogue has no such product
 */
export class GrantSeats extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly product: string,
    readonly grantedSeats: number,
    readonly reason: string,
  ) {
    super();
  }
}

@CommandHandler(GrantSeats)
export class GrantSeatsHandler implements ICommandHandler<GrantSeats> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute({ actor, product, grantedSeats, reason }: GrantSeats): Promise<void> {
    const sold = await this.em.execute('select from product where code = $1', [product]);
    if (!sold.length) throw new ProductNotSold([product]);
    // A pool that begins after the policy was set has its overage, too.
    const { values } = await policiesInForce(this.em);
    await resize(
      this.em,
      this.ids,
      { actor, at: this.clock.now(), reason, type: 'seats.granted' },
      { product, granted: grantedSeats, overageLimit: values['seat.overageLimit'] },
    );
  }
}

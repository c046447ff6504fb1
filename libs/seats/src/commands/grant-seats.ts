import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Ids, type Actor } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { ProductNotSold } from '../seat-errors.ts';
import { resizePool } from '../seat-sql.ts';

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

interface Resized {
  granted_before: number;
  granted: number;
  purchased: number;
  waiting: number;
  grandfathered: number;
  used: number;
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
    const [pool] = await this.em.execute<Resized>(resizePool, [product, grantedSeats, null]);
    if (!pool) throw new ProductNotSold([product]);
    await this.em.execute(
      `insert into pool_change (workspace_id, id, product, at, changed_by, door, granted_before, granted_after, purchased_after, grandfathered_after, reason)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        this.em.workspaceId,
        this.ids.next(),
        product,
        this.clock.now(),
        actor.kind,
        actor.door,
        pool.granted_before,
        pool.granted,
        pool.purchased,
        pool.grandfathered,
        reason,
      ],
    );
    this.em.record({
      type: 'seats.granted',
      subject: { kind: 'seat_pool', id: product },
      facts: {
        product,
        grantedBefore: pool.granted_before,
        granted: pool.granted,
        purchased: pool.purchased,
        grandfathered: pool.grandfathered,
        reason,
      },
      ...(pool.waiting > 0 ? { pokes: [`waiting-list/${actor.workspaceId}/${product}`] } : {}),
    });
  }
}

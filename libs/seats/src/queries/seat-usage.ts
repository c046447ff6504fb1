import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { SeatUsage as SeatUsageSchema } from '@placet/contracts';
import type { Actor } from '@placet/kernel';
import { WorkspaceEm, statement } from '@placet/platform';
import type { z } from 'zod';

export type SeatUsage = z.infer<typeof SeatUsageSchema>;

/** The counters of every pool of the workspace, in its own words. */
export const seatUsage = statement(
  'seat_usage',
  `select product, name, purchased, assigned, reserved, waiting, overage_limit as "overageLimit", grandfathered,
          greatest(purchased + overage_limit - assigned - reserved, 0) as free
     from seat_pool join product on code = product order by product`,
);

/** The counters of every pool, in whole seats (L14, R6). */
export class GetSeatUsage extends Query<SeatUsage[]> {
  constructor(readonly actor: Actor) {
    super();
  }
}

@QueryHandler(GetSeatUsage)
export class GetSeatUsageHandler implements IQueryHandler<GetSeatUsage> {
  constructor(private readonly em: WorkspaceEm) {}

  execute(): Promise<SeatUsage[]> {
    return this.em.execute<SeatUsage>(seatUsage);
  }
}

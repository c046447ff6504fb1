import { z } from 'zod';
import { DoorName, HoldingState, Id, Instant, MemberStateName, pageOf, paging, ProductCode } from './fields.ts';

const seats = z.int().nonnegative();
/** The counters of one pool, in whole seats. `free` is never below 0. */
export const SeatUsage = z
  .object({
    product: ProductCode,
    name: z.string(),
    purchased: seats,
    assigned: seats,
    reserved: seats,
    free: seats,
    waiting: seats,
    overageLimit: seats,
    grandfathered: seats,
  })
  .meta({ id: 'SeatUsage' });
export const SeatUsageReply = z.object({ items: z.array(SeatUsage) }).meta({ id: 'SeatUsages' });
const Person = z.object({ id: Id, displayName: z.string(), state: MemberStateName });
export const HoldingRow = z
  .object({ id: Id, member: Person, state: HoldingState, since: Instant, door: DoorName, lastUsedAt: Instant.optional() })
  .meta({ id: 'Holding' });
export const HoldingPage = pageOf(HoldingRow, 'HoldingPage');
export const WaitingRow = z
  .object({ member: Person, place: z.int().positive(), priority: z.int(), since: Instant, door: DoorName, products: z.array(ProductCode) })
  .meta({ id: 'Waiting' });
export const WaitingPage = pageOf(WaitingRow, 'WaitingPage');
/** One change of a pool's size, newest first. */
export const PoolChange = z
  .object({
    id: Id,
    at: Instant,
    by: z.string(),
    door: DoorName,
    grantedBefore: seats,
    grantedAfter: seats,
    purchasedAfter: seats,
    grandfatheredAfter: seats,
    reason: z.string().optional(),
  })
  .meta({ id: 'PoolChange' });
export const PoolHistory = pageOf(PoolChange, 'PoolHistory');
export const SeatListQuery = z.strictObject(paging);
export const ProductParam = z.object({ product: ProductCode });

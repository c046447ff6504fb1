import { type Actor, type Ids } from '@placet/kernel';
import type { WorkspaceEm } from '@placet/platform';
import { resizePool } from './seat-sql.ts';

/** What a pool became. */
interface Resized {
  readonly granted_before: number;
  readonly granted: number;
  readonly purchased: number;
  readonly waiting: number;
  readonly grandfathered: number;
  readonly used: number;
}

/** Sets the size of a pool, keeps the change for its history and tells it; whoever waits is looked at again.
 *
 * @param to what is absent stays; `granted` 0 to 1,000,000, `overageLimit` 0 to 1,000
 * @param type of the event, such as `seats.granted`
 */
export async function resize(
  em: WorkspaceEm,
  ids: Ids,
  by: { readonly actor: Actor; readonly at: Date; readonly reason: string; readonly type: string },
  to: { readonly product: string; readonly granted?: number; readonly overageLimit?: number },
): Promise<void> {
  const { actor, at, reason, type } = by;
  const { product, granted, overageLimit } = to;
  const [pool] = await em.execute<Resized>(resizePool, [product, granted ?? null, overageLimit ?? null]);
  if (!pool) throw new Error(`the pool of ${product} was neither changed nor made`);
  const changedBy = actor.kind === 'member' ? `member/${actor.id}` : actor.kind;
  await em.execute(
    `insert into pool_change (workspace_id, id, product, at, changed_by, door, granted_before, granted_after, purchased_after, grandfathered_after, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      em.workspaceId,
      ids.next(),
      product,
      at,
      changedBy,
      actor.door,
      pool.granted_before,
      pool.granted,
      pool.purchased,
      pool.grandfathered,
      reason,
    ],
  );
  em.record({
    type,
    subject: { kind: 'seat_pool', id: product },
    facts: {
      product,
      grantedBefore: pool.granted_before,
      granted: pool.granted,
      purchased: pool.purchased,
      grandfathered: pool.grandfathered,
      ...(overageLimit === undefined ? {} : { overageLimit }),
      reason,
    },
    ...(pool.waiting > 0 ? { pokes: [`waiting-list/${actor.workspaceId}/${product}`] } : {}),
  });
}

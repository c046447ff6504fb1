import type { BulkOperation, BulkPlan, BulkRefusal } from './bulk-request.ts';

/** One thing to do. `create` leaves out references that can't be known yet; a later `link` sets them. Everything else is `carryOut` or `refuse`. */
export type BulkTurn =
  | { readonly kind: 'carryOut'; readonly operation: BulkOperation }
  | { readonly kind: 'refuse'; readonly operation: BulkRefusal }
  /** create without what refers to `later`, bulkIds that aren't made yet */
  | { readonly kind: 'create'; readonly operation: BulkOperation; readonly later: ReadonlySet<string> }
  /** all of `operation.data` is known now: set what was left out, as a PATCH or PUT of the resource that it made */
  | { readonly kind: 'link'; readonly operation: BulkOperation; readonly later: ReadonlySet<string> };

/** The operations by order of need: as they stand, but each after those whose resources it refers to. A circle is cut at its first member, which is
 * created without the reference and linked once the circle is closed.
 *
 * @see RFC 7644 §3.7.1
 */
export function bulkOrder(plan: BulkPlan): readonly BulkTurn[] {
  throw new Error(String(plan.failOnErrors));
}

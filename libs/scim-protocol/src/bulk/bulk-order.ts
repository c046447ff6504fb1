import type { BulkOperation, BulkPlan, BulkRefusal } from './bulk-request.ts';

/** One thing to do. */
export type BulkTurn =
  | { readonly kind: 'carryOut'; readonly operation: BulkOperation }
  | { readonly kind: 'refuse'; readonly operation: BulkRefusal }
  /** create without what refers to `later`, bulkIds that aren't made yet */
  | { readonly kind: 'create'; readonly operation: BulkOperation; readonly later: ReadonlySet<string> }
  /** what `later` refers to is made now, or has failed: set in the created resource what was left out */
  | { readonly kind: 'link'; readonly operation: BulkOperation; readonly later: ReadonlySet<string> };

/** The operations by order of need: as they stand, but each after those whose resources it refers to. A circle is cut at its first member, which is
 * created without the reference and linked as soon as the other one is made.
 *
 * @see RFC 7644 §3.7.1
 */
export function bulkOrder({ operations }: BulkPlan): readonly BulkTurn[] {
  const ordering = new Ordering(operations);
  for (const operation of operations) ordering.settle(operation);
  return ordering.turns;
}

interface Visit {
  readonly operation: BulkOperation;
  readonly needs: Iterator<string>;
  readonly later: Set<string>;
}

class Ordering {
  readonly turns: BulkTurn[] = [];
  private readonly creators = new Map<string, BulkOperation>();
  private readonly state = new Map<BulkOperation | BulkRefusal, 'open' | 'done'>();
  /** by bulkId, what waits for its resource */
  private readonly waiting = new Map<string, Link[]>();

  constructor(operations: BulkPlan['operations']) {
    for (const operation of operations) {
      if (!('refusal' in operation) && operation.method === 'POST' && operation.bulkId !== undefined) {
        this.creators.set(operation.bulkId, operation);
      }
    }
  }

  /** By a stack of its own: a chain of a thousand references must not be a thousand calls deep. */
  settle(first: BulkOperation | BulkRefusal): void {
    if (this.state.has(first)) return;
    if ('refusal' in first) {
      this.state.set(first, 'done');
      this.turns.push({ kind: 'refuse', operation: first });
      return;
    }
    const stack: Visit[] = [this.visit(first)];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const { done, value } = top.needs.next();
      if (done) {
        this.finish(top);
        stack.pop();
        continue;
      }
      const creator = this.creators.get(value);
      if (!creator || this.state.get(creator) === 'done') continue;
      if (this.state.get(creator) === 'open') top.later.add(value);
      else stack.push(this.visit(creator));
    }
  }

  private visit(operation: BulkOperation): Visit {
    this.state.set(operation, 'open');
    return { operation, needs: operation.needs.values(), later: new Set() };
  }

  private finish({ operation, later }: Visit): void {
    this.state.set(operation, 'done');
    this.turns.push(later.size ? { kind: 'create', operation, later } : { kind: 'carryOut', operation });
    const link: Link = { operation, later, open: later.size };
    for (const bulkId of later) {
      const waiting = this.waiting.get(bulkId);
      if (waiting) waiting.push(link);
      else this.waiting.set(bulkId, [link]);
    }
    if (operation.method === 'POST' && operation.bulkId !== undefined) this.made(operation.bulkId);
  }

  private made(bulkId: string): void {
    for (const link of this.waiting.get(bulkId) ?? []) {
      if (--link.open === 0) this.turns.push({ kind: 'link', operation: link.operation, later: link.later });
    }
  }
}

interface Link {
  readonly operation: BulkOperation;
  readonly later: ReadonlySet<string>;
  /** of `later`, how many are not made yet */
  open: number;
}

import type { Actor } from '@placet/kernel';
import {
  ScimError,
  bulkOrder,
  etagOf,
  withReferences,
  type BulkOperation,
  type BulkOutcome,
  type BulkPlan,
  type BulkTurn,
} from '@placet/scim-protocol';
import type { Refusal } from '../scim-errors.ts';

/** What a write of one resource answers. */
export interface Written {
  readonly id: string;
  readonly version: number;
}

/** The writes of one endpoint, each a command with a transaction and rights of its own. */
export interface BulkTarget {
  create(actor: Actor, body: unknown): Promise<Written>;
  replace(actor: Actor, id: string, body: unknown, ifMatch?: string): Promise<Written>;
  patch(actor: Actor, id: string, body: unknown, ifMatch?: string): Promise<Written>;
  remove(actor: Actor, id: string, ifMatch?: string): Promise<void>;
  /** what a PATCH answers */
  readonly patchStatus: 200 | 204;
}

/** One Bulk request on its way: by order of need, until it is through or has failed too often. */
export class BulkRun {
  private readonly outcomes = new Map<number, BulkOutcome>();
  private readonly ids = new Map<string, string>();
  private errors = 0;

  constructor(
    private readonly actor: Actor,
    private readonly plan: BulkPlan,
    private readonly doors: {
      readonly targets: ReadonlyMap<string, BulkTarget>;
      readonly base: string;
      readonly refusalOf: (error: unknown) => Refusal;
    },
  ) {}

  /** @returns what was tried */
  async carryOut(): Promise<readonly BulkOutcome[]> {
    const turns = bulkOrder(this.plan);
    const unlinked = new Map<number, BulkOperation>();
    for (const turn of turns) {
      if (this.plan.failOnErrors !== undefined && this.errors >= this.plan.failOnErrors) break;
      const { index } = turn.operation;
      if (turn.kind === 'link' && !unlinked.delete(index)) continue; // it was not created
      await this.take(turn);
      if (turn.kind === 'create' && this.outcomes.get(index)?.error === undefined) unlinked.set(index, turn.operation);
    }
    // Whoever stopped in a circle left somebody without what he refers to.
    for (const operation of unlinked.values())
      this.refuse(operation, new ScimError(409, undefined, 'It was created, but what it refers to was not.'));
    return [...this.outcomes.values()];
  }

  private async take(turn: BulkTurn): Promise<void> {
    if (turn.kind === 'refuse') return this.refuse(turn.operation, turn.operation.refusal);
    try {
      await this.carryOutOne(turn.kind, turn.operation, 'later' in turn ? turn.later : undefined);
    } catch (error) {
      this.refuse(turn.operation, error);
    }
  }

  private async carryOutOne(kind: 'carryOut' | 'create' | 'link', operation: BulkOperation, later?: ReadonlySet<string>): Promise<void> {
    const { method, endpoint, bulkId, version: ifMatch } = operation;
    const target = this.doors.targets.get(endpoint)!;
    const data = withReferences(operation.data, this.ids, kind === 'create' ? later : undefined);
    if (kind === 'link') return this.done(operation, 201, await target.replace(this.actor, this.ids.get(bulkId!)!, data));
    if (method === 'POST') return this.done(operation, 201, await target.create(this.actor, data));
    const id = this.idOf(operation);
    if (method === 'PUT') return this.done(operation, 200, await target.replace(this.actor, id, data, ifMatch));
    if (method === 'PATCH') return this.done(operation, target.patchStatus, await target.patch(this.actor, id, data, ifMatch));
    await target.remove(this.actor, id, ifMatch);
    this.done(operation, 204, { id });
  }

  private idOf({ id }: BulkOperation): string {
    return String(withReferences(id, this.ids));
  }

  private done(
    { index, method, endpoint, bulkId }: BulkOperation,
    status: number,
    { id, version }: { id: string; version?: number },
  ): void {
    if (method === 'POST' && bulkId !== undefined) this.ids.set(bulkId, id);
    const location = `${this.doors.base}${endpoint}/${id}`;
    this.outcomes.set(index, { index, method, bulkId, status, location, version: version === undefined ? undefined : etagOf(version) });
  }

  /** A failed operation still says where it led to, but for a POST (RFC 7644 §3.7.3). */
  private refuse(operation: BulkOperation | (BulkTurn & { kind: 'refuse' })['operation'], error: unknown): void {
    this.errors++;
    const { index, method, bulkId } = operation;
    const { status, detail, scimType } = this.doors.refusalOf(error);
    const known = 'id' in operation && operation.id !== undefined && !operation.id.startsWith('bulkId:');
    const location = known ? `${this.doors.base}${operation.endpoint}/${operation.id}` : this.outcomes.get(index)?.location;
    this.outcomes.set(index, { index, method, bulkId, status, location, error: { detail, scimType } });
  }
}

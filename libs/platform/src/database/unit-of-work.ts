import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Ids, Refused, type Actor, type WorkspaceId } from '@placet/kernel';
import { mayBeRunAgain, translated } from './constraints.ts';
import { Database } from './database.ts';
import { asDatabaseGone } from './lane.ts';
import { Nudge } from './nudge.ts';
import type { Row } from './one-trip.ts';
import { PendingProof, ProofStale, type Proof } from './proof.ts';
import { SharedReads } from './shared-reads.ts';
import { setTenant, type Bound, type Statement } from './statements.ts';
import { Unit } from './unit.ts';

/** What a query reads through: each statement is one trip of its own on the read lanes. */
export interface Reading {
  readonly actor: Actor;
}

/** Who asks, whose proof goes with it; or a workspace alone, where nobody is known yet. */
type Asking = Actor | WorkspaceId;

const workspaceOf = (asking: Asking): WorkspaceId => (typeof asking === 'string' ? asking : asking.workspaceId);

/** Opens transactions, and knows the one that is open. The only place where a workspace is set. */
@Injectable()
export class UnitOfWork {
  private readonly open = new AsyncLocalStorage<Unit | Reading>();
  private readonly proofs = new WeakMap<Actor, PendingProof>();
  private readonly quick: SharedReads;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(Nudge) private readonly nudge: Nudge,
  ) {
    this.quick = new SharedReads(database.reads);
  }

  current(): Unit | Reading | undefined {
    return this.open.getStore();
  }

  /** The open transaction for writing, if there is one. */
  writing(): Unit | undefined {
    const unit = this.open.getStore();
    return unit instanceof Unit ? unit : undefined;
  }

  /** From now on each transaction of this actor begins with this proof. */
  mustProve(actor: Actor, proof: Proof): PendingProof {
    const pending = new PendingProof(proof);
    this.proofs.set(actor, pending);
    return pending;
  }

  proofOf(actor: Actor): PendingProof | undefined {
    return this.proofs.get(actor);
  }

  /** The proof of somebody else with the same credential went with what this one asked. */
  proofGiven(actor: Actor): void {
    const pending = this.proofs.get(actor);
    if (pending) pending.isGiven = true;
  }

  /** Proves an actor whose proof went with nothing that he asked. @throws the proof's refusal */
  async prove(actor: Actor): Promise<void> {
    const pending = this.proofs.get(actor);
    if (!pending || pending.isGiven) return;
    try {
      await this.trip('reads', actor, []);
    } catch (error) {
      if (!(error instanceof ProofStale)) throw error;
      pending.isGiven = true;
    }
  }

  /** Runs in the open transaction, or opens one and commits it; a deadlock is run again, three times at most.
   *
   * @throws what `work` throws, with the rule's error in place of a constraint's; everything is undone then
   * @throws the error of a returned `refused(…)`, after the commit
   */
  async write<T>(actor: Actor, work: (unit: Unit) => Promise<T | Refused>): Promise<T> {
    const unit = this.writing();
    if (unit) return this.joined(unit, actor, work);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.begun(actor, work);
      } catch (error) {
        if (!mayBeRunAgain(error, attempt)) throw translated(error);
      }
    }
  }

  /** Queries see what the open transaction wrote; without one they read on the read lanes. */
  read<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    const unit = this.open.getStore();
    if (unit) {
      sameWorkspace(unit.actor.workspaceId, actor.workspaceId);
      return work();
    }
    return this.open.run({ actor }, work);
  }

  /** Runs hot statements: in the open transaction, else all in one trip. @returns the rows of the last */
  async hot(asking: Asking, bounds: readonly Bound[]): Promise<Row[]> {
    return (await this.hotAll(asking, bounds)).at(-1) ?? [];
  }

  /** As `hot`. @returns the rows of each */
  async hotAll(asking: Asking, bounds: readonly Bound[]): Promise<Row[][]> {
    const unit = this.writing();
    if (!unit) {
      return this.hotTrip(asking, bounds).catch((error: unknown) => {
        throw translated(error);
      });
    }
    sameWorkspace(unit.actor.workspaceId, workspaceOf(asking));
    const all: Row[][] = [];
    for (const bound of bounds) all.push(await unit.run(bound));
    unit.mayHavePoked();
    return all;
  }

  /** One trip of its own, run again where that may help. @param tenant what sets the workspace. @throws PostgreSQL's own error */
  async hotTrip(asking: Asking, bounds: readonly Bound[], tenant: Statement = setTenant): Promise<Row[][]> {
    for (let attempt = 1; ; attempt++) {
      try {
        const all = await this.trip('writes', asking, bounds, tenant);
        this.nudge.soon();
        return all;
      } catch (error) {
        if (!mayBeRunAgain(error, attempt)) throw error;
      }
    }
  }

  /** One read-only trip; in an open transaction, what that sees. @returns the rows of the last statement */
  async readTrip(asking: Asking, bounds: readonly Bound[]): Promise<Row[]> {
    if (this.writing()) return this.hot(asking, bounds);
    const [only, ...more] = bounds;
    if (only && !more.length && typeof only.statement === 'object' && only.statement.isQuick) return this.sharedRead(asking, only);
    return (await this.trip('reads', asking, bounds)).at(-1) ?? [];
  }

  private async sharedRead(asking: Asking, bound: Bound): Promise<Row[]> {
    const pending = this.pendingOf(asking);
    try {
      const rows = await this.quick.run(pending?.proof ?? workspaceOf(asking), () => this.beginning(asking, setTenant), bound);
      if (pending) pending.isGiven = true;
      return rows;
    } catch (error) {
      throw pending ? pending.meaning(error) : error;
    }
  }

  private async trip(lanes: 'reads' | 'writes', asking: Asking, bounds: readonly Bound[], tenant = setTenant): Promise<Row[][]> {
    const pending = this.pendingOf(asking);
    const first = this.beginning(asking, tenant);
    try {
      const all = await this.database[lanes].run([...first, ...bounds]);
      if (pending) pending.isGiven = true;
      return all.slice(first.length);
    } catch (error) {
      throw pending ? pending.meaning(error) : error;
    }
  }

  /** What every trip begins with: the workspace, and what proves the credential. */
  private beginning(asking: Asking, tenant: Statement): Bound[] {
    const pending = this.pendingOf(asking);
    return [{ statement: tenant, values: [workspaceOf(asking)] }, ...(pending ? [pending.proof.bound] : [])];
  }

  private pendingOf(asking: Asking): PendingProof | undefined {
    return typeof asking === 'string' ? undefined : this.proofs.get(asking);
  }

  private async joined<T>(unit: Unit, actor: Actor, work: (unit: Unit) => Promise<T | Refused>): Promise<T> {
    sameWorkspace(unit.actor.workspaceId, actor.workspaceId);
    const result = await work(unit);
    if (!(result instanceof Refused)) return result;
    unit.keptRefusal = result.error;
    throw result.error;
  }

  private async begun<T>(actor: Actor, work: (unit: Unit) => Promise<T | Refused>): Promise<T> {
    const begun = await this.database.begin(actor.workspaceId).catch((error: unknown) => {
      throw asDatabaseGone(error);
    });
    const unit = new Unit(actor, begun.em, begun.client, this.clock, this.ids);
    const pending = this.proofs.get(actor);
    let result: T | Refused;
    try {
      if (pending) await unit.run(pending.proof.bound);
      result = await this.open.run(unit, async () => {
        const done = await work(unit);
        await unit.flush();
        return done;
      });
      unit.close();
      await begun.commit();
    } catch (error) {
      unit.close();
      await begun.rollback(error);
      throw asDatabaseGone(pending ? pending.meaning(error) : error);
    }
    if (pending) pending.isGiven = true;
    if (unit.wantsNudge) this.nudge.soon();
    if (result instanceof Refused) throw result.error;
    return result;
  }
}

function sameWorkspace(open: WorkspaceId, asked: WorkspaceId): void {
  if (open !== asked) throw new Error('a transaction of one workspace was asked to work for another');
}

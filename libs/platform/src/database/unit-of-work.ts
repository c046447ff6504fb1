import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Clock, Ids, Refused, takeRaised, type Actor, type DomainEvent, type WorkspaceId } from '@placet/kernel';
import pg, { type PoolClient } from 'pg';
import { mayBeRunAgain, translated } from './constraints.ts';
import { Database } from './database.ts';
import { eventRow, recordEvents } from './event-log.ts';
import { asDatabaseGone } from './lane.ts';
import { Nudge } from './nudge.ts';
import type { Row } from './one-trip.ts';
import { PendingProof, ProofStale, type Proof } from './proof.ts';
import { setTenant, type Bound } from './statements.ts';

/** One open transaction of one workspace. */
export class Unit {
  readonly raised: DomainEvent[] = [];
  /** The error whose trace must be kept: the idempotency row stores it without rolling back. */
  keptRefusal: unknown;
  private pokes = false;
  private isOver = false;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    readonly actor: Actor,
    readonly em: EntityManager,
    readonly client: PoolClient,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Runs one statement in this transaction, after what the aggregates changed was written. */
  run(bound: Bound): Promise<Row[]> {
    return this.inTurn(async () => {
      await this.writeChanges();
      return this.send(bound);
    });
  }

  /** Writes the aggregates' changes and what they raised. */
  flush(): Promise<void> {
    return this.inTurn(() => this.writeChanges());
  }

  /** There is one connection, so what a handler begins at once is done one after another. Nothing that runs in its turn may ask for one. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.last.then(work);
    this.last = mine.catch(() => undefined);
    return mine;
  }

  private async writeChanges(): Promise<void> {
    await this.em.flush();
    const events = this.raised.splice(0);
    for (const entity of this.em.getUnitOfWork().getIdentityMap().values()) events.push(...takeRaised(entity));
    if (!events.length) return;
    const keys = await this.keysOf(events);
    const now = this.clock.now();
    const rows = events.map((event) => eventRow(this.actor, event, this.ids.next(), now, keys.get(event.personal?.memberId ?? '')));
    this.pokes ||= rows.some((row) => row.pokes.length > 0);
    await this.send({ statement: recordEvents, values: [JSON.stringify(rows)] });
  }

  /** From here on nothing runs in it: its connection is about to serve others, also other workspaces (I12). */
  close(): void {
    this.isOver = true;
  }

  /** A hot fact writes its pokes by itself: only the relay can tell whether there are any. */
  mayHavePoked(): void {
    this.pokes = true;
  }

  /** Whether the relay has something to do after the commit. */
  get wantsNudge(): boolean {
    return this.pokes;
  }

  private async keysOf(events: DomainEvent[]): Promise<Map<string, Buffer>> {
    const members = [...new Set(events.flatMap((event) => event.personal?.memberId ?? []))];
    if (!members.length) return new Map();
    const rows = await this.send({ statement: 'select member_id, key from member_key where member_id = any($1)', values: [members] });
    return new Map(rows.map((row) => [row['member_id'] as string, row['key'] as Buffer]));
  }

  private async send({ statement, values }: Bound): Promise<Row[]> {
    if (this.isOver) throw new Error('a statement came after the end of its transaction');
    const query = typeof statement === 'string' ? { text: statement } : { name: statement.name, text: statement.sql };
    // MikroORM's pool reads instants as text, for its own hydration; statements get what the lanes give.
    return (await this.client.query<Row>({ ...query, values: [...values], types: pg.types })).rows;
  }
}

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

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(Nudge) private readonly nudge: Nudge,
  ) {}

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
        if (attempt > 3 || !mayBeRunAgain(error)) throw translated(error);
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
    const unit = this.writing();
    if (unit) {
      sameWorkspace(unit.actor.workspaceId, workspaceOf(asking));
      let rows: Row[] = [];
      for (const bound of bounds) rows = await unit.run(bound);
      unit.mayHavePoked();
      return rows;
    }
    for (let attempt = 1; ; attempt++) {
      try {
        const rows = await this.trip('writes', asking, bounds);
        this.nudge.soon();
        return rows;
      } catch (error) {
        if (attempt > 3 || !mayBeRunAgain(error)) throw translated(error);
      }
    }
  }

  /** One read-only trip; in an open transaction, what that sees. @returns the rows of the last statement */
  readTrip(asking: Asking, bounds: readonly Bound[]): Promise<Row[]> {
    return this.writing() ? this.hot(asking, bounds) : this.trip('reads', asking, bounds);
  }

  private async trip(lanes: 'reads' | 'writes', asking: Asking, bounds: readonly Bound[]): Promise<Row[]> {
    const pending = typeof asking === 'string' ? undefined : this.proofs.get(asking);
    const tenant = { statement: setTenant, values: [workspaceOf(asking)] };
    try {
      const rows = await this.database[lanes].run(pending ? [tenant, pending.proof.bound, ...bounds] : [tenant, ...bounds]);
      if (pending) pending.isGiven = true;
      return rows.at(-1) ?? [];
    } catch (error) {
      throw pending ? pending.meaning(error) : error;
    }
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

import type { EntityManager } from '@mikro-orm/postgresql';
import { takeRaised, type Actor, type Clock, type DomainEvent, type Ids } from '@placet/kernel';
import pg, { type PoolClient } from 'pg';
import { eventRow, recordEvents } from './event-log.ts';
import type { Row } from './one-trip.ts';
import type { Bound } from './statements.ts';

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

import { Injectable } from '@nestjs/common';
import { Clock, Ids, type Actor } from '@placet/kernel';
import { ReadAgain, UnitOfWork, eventRow, type Bound, type Row, type Statement } from '@placet/platform';
import { lockPools, lockPoolsOfMember, lockPoolsWithQueue } from '@placet/seats';
import { lockGroups, lockMember } from './facts/member-sql.ts';
import type { Outcome } from './facts/outcome.ts';
import type { Conditional } from './member-events.ts';
import { SeatNextInLine } from './seat-next-in-line.ts';

/** One hot fact to run: its statement, what it is about, and what it says. */
export interface Fact {
  readonly statement: Statement;
  /** absent for a member who is not there yet */
  readonly memberId?: string;
  /** products that it may claim; those that the member holds are locked anyway */
  readonly products?: readonly string[];
  /** groups that it gives */
  readonly groupIds?: readonly string[];
  /** it claims whatever his access says */
  readonly claimsAccess?: boolean;
  /** the parameters of `$1`, without `overtake` and `counts_as_full` */
  readonly values: Record<string, unknown>;
  readonly events: Conditional;
  /** of the member whose events carry personal values */
  readonly key?: Buffer;
}

/** Runs the hot facts: in one trip where nobody waits for a seat, else as a rich transaction in which those who wait come first. */
@Injectable()
export class HotFacts {
  constructor(
    private readonly units: UnitOfWork,
    private readonly queue: SeatNextInLine,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** @returns the fact's one row; undefined where it found no member */
  async run(actor: Actor, fact: Fact): Promise<Outcome | undefined> {
    const [row] = await this.units.hot(actor.workspaceId, [...this.locks(fact), this.bound(actor, fact, {})]);
    return row?.['outcome'] === 'queue' ? this.behindTheQueue(actor, fact) : (row as Outcome | undefined);
  }

  /** The instant that the fact's values and events carry. */
  now(): Date {
    return this.clock.now();
  }

  /** Nobody overtakes the queue: whoever can be seated is seated before a claim and after a release, in the same transaction. */
  private behindTheQueue(actor: Actor, fact: Fact): Promise<Outcome | undefined> {
    return this.units.write(actor, async (unit) => {
      if (fact.groupIds?.length) await unit.run({ statement: lockGroups, values: [fact.groupIds] });
      await unit.run({ statement: lockPoolsWithQueue, values: [fact.memberId ?? null, fact.products ?? []] });
      const claims = fact.claimsAccess ? await accessOf(unit, fact) : (fact.products ?? []);
      const allSeated = await this.queue.seat(actor, claims);
      if (fact.memberId) await unit.run({ statement: lockMember, values: [fact.memberId] });
      if (fact.claimsAccess && String(await accessOf(unit, fact)) !== String(claims)) throw new ReadAgain('the access changed meanwhile');
      const [row] = await unit.run(this.bound(actor, fact, { overtake: true, counts_as_full: !allSeated }));
      const freed = row?.['freed'] as string[] | undefined;
      if (freed?.length) await this.queue.seat(actor, freed);
      return row as Outcome | undefined;
    });
  }

  private locks({ memberId, groupIds = [], products = [] }: Fact): Bound[] {
    const groups = groupIds.length ? [{ statement: lockGroups, values: [groupIds] }] : [];
    if (!memberId) return products.length ? [...groups, { statement: lockPools, values: [products] }] : groups;
    return [...groups, { statement: lockPoolsOfMember, values: [memberId, products] }, { statement: lockMember, values: [memberId] }];
  }

  private bound(actor: Actor, { statement, values, events, key }: Fact, how: Record<string, boolean>): Bound {
    const now = this.clock.now();
    const rows = events.map(([when, event]) => eventRow(actor, event, this.ids.next(), now, key, when));
    return { statement, values: [JSON.stringify({ overtake: false, counts_as_full: false, ...values, ...how }), JSON.stringify(rows)] };
  }
}

async function accessOf(unit: { run(bound: Bound): Promise<Row[]> }, { memberId }: Fact): Promise<string[]> {
  const [row] = await unit.run({ statement: 'select access from member where id = $1', values: [memberId] });
  return (row?.['access'] ?? []) as string[];
}

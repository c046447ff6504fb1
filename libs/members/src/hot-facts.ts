import { Injectable } from '@nestjs/common';
import { Clock, Ids, type Actor } from '@placet/kernel';
import { ReadAgain, UnitOfWork, WorkspaceLine, eventRow, type Bound, type Row, type Statement } from '@placet/platform';
import { lockPools, lockPoolsOfMember, lockPoolsOfMembers, lockPoolsWithQueue } from '@placet/seats';
import { lockConnection } from './facts/directory-sql.ts';
import { lockGroups, lockMember, lockMembers } from './facts/member-sql.ts';
import type { Outcome } from './facts/outcome.ts';
import type { Conditional } from './member-events.ts';
import { SeatNextInLine } from './seat-next-in-line.ts';

/** What is read of members in the same trip, after they were written: rows with their `id`. */
export interface ReadAfter {
  readonly statement: Statement;
  values(memberIds: readonly string[]): readonly unknown[];
}

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
  /** the parameters of its own, without `overtake` and `counts_as_full` */
  readonly values: Record<string, unknown>;
  readonly events: Conditional;
  /** of the member whose events carry personal values */
  readonly key?: Buffer;
}

/** A fact that can be true of many at once: `$1` what is the same for all of them, `$2` an array of what is not, `$3` events. */
export interface SharedFact extends Fact {
  readonly shared: Record<string, unknown>;
  /** the member's id, also of one who is not there yet */
  readonly subject: string;
  /** the same for the plain case, which is tried first; its outcome `whole` sends to the whole one */
  readonly plainly?: Statement | undefined;
  /** whose brake is asked */
  readonly connectionId?: string | undefined;
  readonly after?: ReadAfter | undefined;
}

/** A row of a fact, and of what was read after it. */
export type OutcomeAndAfter = Outcome & { readonly after?: Row };

/** What one of several who go together brings along, as it is sent. */
interface Member {
  readonly fact: SharedFact;
  readonly row: string;
  readonly events: readonly string[];
}

/** Runs the hot facts: in one trip where nobody waits for a seat, else as a rich transaction in which those who wait come first. */
@Injectable()
export class HotFacts {
  constructor(
    private readonly units: UnitOfWork,
    private readonly line: WorkspaceLine,
    private readonly queue: SeatNextInLine,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** @returns the fact's one row; undefined where it found no member */
  async run(actor: Actor, fact: Fact | SharedFact): Promise<OutcomeAndAfter | undefined> {
    const row = await this.once(actor, fact);
    return row?.outcome === 'queue' ? this.behindTheQueue(actor, fact) : row;
  }

  private async once(actor: Actor, fact: Fact | SharedFact): Promise<OutcomeAndAfter | undefined> {
    if (!('shared' in fact)) return this.alone(actor, fact);
    const { plainly, ...whole } = fact;
    const row = plainly && (await this.together(actor, { ...whole, statement: plainly }));
    return row && row.outcome !== 'whole' ? row : this.together(actor, whole);
  }

  /** The instant that the fact's values and events carry. */
  now(): Date {
    return this.clock.now();
  }

  private async alone(actor: Actor, fact: Fact): Promise<Outcome | undefined> {
    const [row] = await this.units.hot(actor, [...locksOf(fact), this.bound(actor, fact, {})]);
    return row as Outcome | undefined;
  }

  /** In an open transaction at once, else in the workspace's line. */
  private async together(actor: Actor, fact: SharedFact): Promise<OutcomeAndAfter | undefined> {
    const { subject } = fact;
    const member = this.memberOf(actor, fact);
    if (this.units.writing()) return rowOf(await this.units.hotAll(actor, boundsOf([member], {})), member);
    const shape = JSON.stringify([
      fact.statement.name,
      fact.after?.statement.name,
      fact.products,
      fact.groupIds,
      fact.connectionId,
      fact.shared,
    ]);
    const write = { actor, subject, member, bounds: (members: readonly Member[]) => boundsOf(members, {}) };
    const row = rowOf(await this.line.run({ ...write, shape }), member);
    return row?.outcome === 'alone' ? rowOf(await this.line.run({ ...write, shape: `${shape} ${subject}` }), member) : row;
  }

  /** Nobody overtakes the queue: whoever can be seated is seated before a claim and after a release, in the same transaction. */
  private behindTheQueue(actor: Actor, fact: Fact | SharedFact): Promise<OutcomeAndAfter | undefined> {
    return this.units.write(actor, async (unit) => {
      if ('shared' in fact && fact.connectionId) await unit.run({ statement: lockConnection, values: [fact.connectionId] });
      if (fact.groupIds?.length) await unit.run({ statement: lockGroups, values: [fact.groupIds] });
      await unit.run({ statement: lockPoolsWithQueue, values: [fact.memberId ?? null, fact.products ?? []] });
      const claims = fact.claimsAccess ? await accessOf(unit, fact) : (fact.products ?? []);
      const allSeated = await this.queue.seat(actor, claims);
      if (fact.memberId) await unit.run({ statement: lockMember, values: [fact.memberId] });
      if (fact.claimsAccess && String(await accessOf(unit, fact)) !== String(claims)) throw new ReadAgain('the access changed meanwhile');
      const how = { overtake: true, counts_as_full: !allSeated };
      const [row] = await unit.run('shared' in fact ? sharedBound([this.memberOf(actor, fact)], how) : this.bound(actor, fact, how));
      const freed = row?.['freed'] as string[] | undefined;
      if (freed?.length) await this.queue.seat(actor, freed);
      if (!row || !('shared' in fact) || !fact.after) return row as Outcome | undefined;
      const [after] = await unit.run({ statement: fact.after.statement, values: fact.after.values([fact.subject]) });
      return { ...(row as Outcome), ...(after ? { after } : {}) };
    });
  }

  private bound(actor: Actor, fact: Fact, how: Record<string, boolean>): Bound {
    const values = JSON.stringify({ overtake: false, counts_as_full: false, ...fact.values, ...how });
    return { statement: fact.statement, values: [values, `[${this.eventsOf(actor, fact).join(',')}]`] };
  }

  private memberOf(actor: Actor, fact: SharedFact): Member {
    return { fact, row: JSON.stringify(fact.values), events: this.eventsOf(actor, fact) };
  }

  private eventsOf(actor: Actor, { events, key }: Fact): string[] {
    const now = this.clock.now();
    return events.map(([when, event]) => JSON.stringify(eventRow(actor, event, this.ids.next(), now, key, when)));
  }
}

function locksOf({ memberId, groupIds = [], products = [] }: Fact): Bound[] {
  const groups = groupIds.length ? [{ statement: lockGroups, values: [groupIds] }] : [];
  if (!memberId) return products.length ? [...groups, { statement: lockPools, values: [products] }] : groups;
  return [...groups, { statement: lockPoolsOfMember, values: [memberId, products] }, { statement: lockMember, values: [memberId] }];
}

/** All that goes with several who share a fact: the locks in their order, the fact, what is read after it. */
function boundsOf(members: readonly Member[], how: Record<string, boolean>): Bound[] {
  const { memberId, groupIds = [], products = [], connectionId, after } = members[0]!.fact;
  const ids = members.map(({ fact }) => fact.subject);
  const bounds: Bound[] = connectionId ? [{ statement: lockConnection, values: [connectionId] }] : [];
  if (groupIds.length) bounds.push({ statement: lockGroups, values: [groupIds] });
  if (memberId) bounds.push({ statement: lockPoolsOfMembers, values: [ids, products] }, { statement: lockMembers, values: [ids] });
  else if (products.length) bounds.push({ statement: lockPools, values: [products] });
  bounds.push(sharedBound(members, how));
  if (after) bounds.push({ statement: after.statement, values: after.values(ids) });
  return bounds;
}

function sharedBound(members: readonly Member[], how: Record<string, boolean>): Bound {
  const { statement, shared } = members[0]!.fact;
  const values = JSON.stringify({ overtake: false, counts_as_full: false, ...shared, ...how });
  const [rows, events] = [members.map(({ row }) => row), members.flatMap((member) => member.events)];
  return { statement, values: [values, `[${rows.join(',')}]`, `[${events.join(',')}]`] };
}

/** @param all rows of each statement of `boundsOf`. @returns those of one member */
function rowOf(all: Row[][], { fact: { subject, after } }: Member): OutcomeAndAfter | undefined {
  const rows = all.at(after ? -2 : -1) as Outcome[];
  const row = rows.find(({ member_id }) => member_id === subject);
  const read = after && row && all.at(-1)?.find(({ id }) => id === subject);
  return row && read ? { ...row, after: read } : row;
}

async function accessOf(unit: { run(bound: Bound): Promise<Row[]> }, { memberId }: Fact): Promise<string[]> {
  const [row] = await unit.run({ statement: 'select access from member where id = $1', values: [memberId] });
  return (row?.['access'] ?? []) as string[];
}

import { mayBeOneOfMany } from './constraints.ts';
import type { Lanes } from './lane.ts';
import type { Row } from './one-trip.ts';
import type { Bound } from './statements.ts';

const mostTogether = 16;

interface Waiting {
  readonly bound: Bound;
  readonly done: (rows: Row[]) => void;
  readonly failed: (error: unknown) => void;
}

/** Quick reads that are asked in the same turn of the event loop, of one workspace and with one credential, share a trip: workspace and credential are
 * set and proven once for all of them, and the wire is written once.
 */
export class SharedReads {
  private readonly waiting = new Map<unknown, Waiting[]>();

  constructor(private readonly lanes: Pick<Lanes, 'run'>) {}

  /** @param credential equal for those who may share. @param first what every trip of theirs begins with. @throws PostgreSQL's own error, for this read alone */
  run(credential: unknown, first: () => readonly Bound[], bound: Bound): Promise<Row[]> {
    return new Promise((done, failed) => {
      const others = this.waiting.get(credential);
      if (others) return void others.push({ bound, done, failed });
      this.waiting.set(credential, [{ bound, done, failed }]);
      setImmediate(() => this.send(credential, first()));
    });
  }

  private send(credential: unknown, first: readonly Bound[]): void {
    const all = this.waiting.get(credential) ?? [];
    this.waiting.delete(credential);
    for (let n = 0; n < all.length; n += mostTogether) void this.trip(first, all.slice(n, n + mostTogether));
  }

  private async trip(first: readonly Bound[], together: readonly Waiting[]): Promise<void> {
    try {
      const rows = await this.lanes.run([...first, ...together.map(({ bound }) => bound)]);
      together.forEach(({ done }, n) => done(rows[first.length + n] ?? []));
    } catch (error) {
      // Where one of many may be to blame, each is asked alone: a read does no harm twice. A dead credential or a lost connection is everybody's.
      if (together.length > 1 && mayBeOneOfMany(error)) await Promise.all(together.map((one) => this.trip(first, [one])));
      else for (const { failed } of together) failed(error);
    }
  }
}

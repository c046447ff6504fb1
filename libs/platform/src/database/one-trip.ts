import pg from 'pg';
import utils from 'pg/lib/utils.js';
import type { Bound, Statement } from './statements.ts';

export type Row = Record<string, unknown>;

/** What pg's connection offers beyond its published types. */
interface Wire {
  parse(message: { name?: string; text: string; types?: number[] }): void;
  bind(message: { statement: string; values: readonly unknown[] }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: { portal?: string; rows?: number }): void;
  sync(): void;
  stream: { cork(): void; uncork(): void };
}

/** Several statements and one Sync: PostgreSQL runs them as one implicit transaction, in one round trip; an error undoes all.
 *
 * Rests on pg 8.23's pipeline mode, which takes subclasses of its own Query only.
 */
class TripQuery extends pg.Query {
  private readonly bounds: readonly Bound[];

  constructor(bounds: readonly Bound[], done: (error: Error | null, results?: { rows: Row[] } | { rows: Row[] }[]) => void) {
    super({ text: 'trip' }, done as never);
    // A value that can't be written must fail before the first byte is out: half a trip without its Sync would run with the next one.
    this.bounds = bounds.map(({ statement, values }) => ({ statement, values: values.map((value) => utils.prepareValue(value)) }));
  }

  // Query checks for a text and splits parse from bind by itself; a trip writes the whole sequence at once.
  override submit = (connection: unknown): void => {
    const wire = connection as Wire;
    wire.stream.cork();
    for (const { statement, values } of this.bounds) {
      const isText = typeof statement === 'string';
      if (isText) wire.parse({ name: '', text: statement });
      wire.bind({ statement: isText ? '' : statement.name, values });
      wire.describe({ type: 'P', name: '' });
      wire.execute({ portal: '', rows: 0 });
    }
    wire.sync();
    setImmediate(() => wire.stream.uncork());
  };
}

class PrepareQuery extends pg.Query {
  constructor(
    private readonly prepared: Statement,
    done: (error: Error | null) => void,
  ) {
    super({ text: prepared.sql }, done as never);
  }

  override submit = (connection: unknown): void => {
    const wire = connection as Wire;
    wire.parse({ name: this.prepared.name, text: this.prepared.sql });
    wire.sync();
  };
}

const promised = <T>(client: pg.Client, make: (done: (error: Error | null, value?: T) => void) => pg.Query): Promise<T> =>
  new Promise((resolve, reject) => {
    client.query(make((error, value) => (error ? reject(error) : resolve(value as T))) as never);
  });

/** Parses one statement on a pipelined connection. Each has its own Sync, so that a bad one fails alone. */
export const prepareOn = (client: pg.Client, prepared: Statement): Promise<void> =>
  promised(client, (done) => new PrepareQuery(prepared, done));

/** @returns the rows of each statement, in order */
export async function oneTrip(client: pg.Client, bounds: readonly Bound[]): Promise<Row[][]> {
  const results = await promised<{ rows: Row[] } | { rows: Row[] }[]>(client, (done) => new TripQuery(bounds, done));
  return (Array.isArray(results) ? results : [results]).map(({ rows }) => rows);
}

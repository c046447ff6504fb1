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
  _send(bytes: Buffer): boolean;
  stream: { cork(): void; uncork(): void };
}

type Column = readonly [name: string, read: (text: string) => unknown];

/** The columns of prepared statements, as they were described once: they stay the same. */
const known = new WeakMap<Statement, readonly Column[]>();

/** Several statements and one Sync: PostgreSQL runs them as one implicit transaction, in one round trip; an error undoes all.
 *
 * Rests on pg 8.23's pipeline mode, which takes subclasses of its own Query only. Reads rows by itself: pg asks each time what the columns are.
 */
class TripQuery extends pg.Query {
  private readonly bounds: readonly Bound[];
  private readonly gathered: Row[][]; // `rows` means something else to pg
  private readonly done: (error: Error | null, rows?: Row[][]) => void;
  private columns: readonly Column[] | undefined;
  private at = 0;

  constructor(bounds: readonly Bound[], done: (error: Error | null, rows?: Row[][]) => void) {
    super({ text: 'trip' }, done as never);
    // A value that can't be written must fail before the first byte is out: half a trip without its Sync would run with the next one.
    this.bounds = bounds.map(({ statement, values }) => ({ statement, values: values.map((value) => utils.prepareValue(value)) }));
    this.gathered = bounds.map(() => []);
    this.done = done;
    this.columns = this.columnsNow();
  }

  // Query checks for a text and splits parse from bind by itself; a trip writes the whole sequence at once, as one piece.
  override submit = (connection: unknown): void => {
    const wire = connection as Wire;
    const pieces: Buffer[] = [];
    const writer = Object.assign(Object.create(wire) as Wire, { _send: (bytes: Buffer) => pieces.push(bytes) > 0 });
    for (const { statement, values } of this.bounds) {
      const isText = typeof statement === 'string';
      if (isText) writer.parse({ name: '', text: statement });
      writer.bind({ statement: isText ? '' : statement.name, values });
      if (isText || !known.has(statement)) writer.describe({ type: 'P', name: '' });
      writer.execute({ portal: '', rows: 0 });
    }
    writer.sync();
    wire.stream.cork();
    wire._send(Buffer.concat(pieces));
    setImmediate(() => wire.stream.uncork());
  };

  handleRowDescription({ fields }: { fields: readonly { name: string; dataTypeID: number }[] }): void {
    this.columns = fields.map(({ name, dataTypeID }) => [name, pg.types.getTypeParser(dataTypeID) as Column[1]]);
    this.remember(this.columns);
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const row: Row = {};
    this.columns?.forEach(([name, read], n) => {
      const text = fields[n] ?? null;
      row[name] = text === null ? null : read(text);
    });
    this.gathered[this.at]!.push(row);
  }

  handleCommandComplete(): void {
    if (!this.columns) this.remember([]);
    this.at++;
    this.columns = this.columnsNow();
  }

  handleReadyForQuery(): void {
    this.done(null, this.gathered);
  }

  private columnsNow(): readonly Column[] | undefined {
    const statement = this.bounds[this.at]?.statement;
    return typeof statement === 'object' ? known.get(statement) : undefined;
  }

  private remember(columns: readonly Column[]): void {
    const statement = this.bounds[this.at]?.statement;
    if (typeof statement === 'object') known.set(statement, columns);
  }
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
export const oneTrip = (client: pg.Client, bounds: readonly Bound[]): Promise<Row[][]> =>
  promised<Row[][]>(client, (done) => new TripQuery(bounds, done));

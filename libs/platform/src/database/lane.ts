import pg from 'pg';
import { oneTrip, prepareOn, type Row } from './one-trip.ts';
import { preparedStatements, type Bound, type Statement } from './statements.ts';

/** The connection broke, or the database is going down. A transaction that had not been committed is undone; one whose commit was on its way may
 *  stand, so that only what is guarded by an `Idempotency-Key` or a key of its own is safely asked again. */
export class DatabaseGone extends Error {
  override readonly name = 'DatabaseGone';
}

/** A few pipelined connections. The least loaded gets the next trip; past `depth` on each, trips wait their turn, the first to come first.
 *
 * Measured: reads 4 x 16, writes 8 x 2. Deep queues behind one locked row make the p99 fifty times worse.
 */
export class Lanes {
  private readonly lanes: Lane[];
  private readonly turn: (() => void)[] = [];
  private free: number;

  constructor(url: string, shape: { count: number; depth: number; readOnly: boolean; name: string }) {
    this.lanes = Array.from({ length: shape.count }, () => new Lane(url, shape));
    this.free = shape.count * shape.depth;
  }

  /** Connects and prepares every statement. @throws with the statement's name where PostgreSQL can't parse one */
  async open(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.open()));
  }

  /** @returns the rows of each statement. @throws PostgreSQL's own error, or DatabaseGone */
  async run(bounds: readonly Bound[]): Promise<Row[][]> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.turn.push(resolve));
    try {
      return await this.leastLoaded().run(bounds);
    } finally {
      // A place that is free goes from hand to hand, so that nobody who comes later slips in between.
      const next = this.turn.shift();
      if (next) next();
      else this.free++;
    }
  }

  /** Ends every connection, after what is on its way; a later trip fails. */
  async close(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.close()));
  }

  /** Trips on their way, and those that wait for their turn. */
  get use(): { readonly inFlight: number; readonly waiting: number } {
    return { inFlight: this.lanes.reduce((sum, lane) => sum + lane.inFlight, 0), waiting: this.turn.length };
  }

  private leastLoaded(): Lane {
    return this.lanes.reduce((best, lane) => (lane.inFlight < best.inFlight ? lane : best));
  }
}

class Lane {
  inFlight = 0;
  private connection: Promise<pg.Client> | undefined;
  private isClosed = false;

  constructor(
    private readonly url: string,
    private readonly shape: { readOnly: boolean; name: string },
  ) {}

  async open(): Promise<void> {
    await this.connected();
  }

  async run(bounds: readonly Bound[]): Promise<Row[][]> {
    this.inFlight++;
    const connection = this.connected();
    try {
      return await oneTrip(await connection, bounds);
    } catch (error) {
      if (isLost(error)) this.forget(connection); // at its first word, before the next trip is put on a connection that is dying
      throw asDatabaseGone(error);
    } finally {
      this.inFlight--;
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const client = await this.connection?.catch(() => undefined);
    this.connection = undefined;
    await client?.end();
  }

  private connected(): Promise<pg.Client> {
    if (this.isClosed) return Promise.reject(new DatabaseGone('the connections to the database are closed'));
    return (this.connection ??= this.connect());
  }

  private connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url,
      pipeline: true,
      application_name: this.shape.name,
      statement_timeout: 5_000,
      connectionTimeoutMillis: 5_000,
      options: this.shape.readOnly ? '-c default_transaction_read_only=on' : '-c plan_cache_mode=force_generic_plan',
    } as pg.ClientConfig);
    const connecting = ready(client);
    const forget = () => this.forget(connecting);
    client.on('error', forget);
    client.on('end', forget);
    connecting.catch(forget);
    return connecting;
  }

  /** The next trip connects anew. Only for the connection that broke: its late words must not end the one that took its place. */
  private forget(broken: Promise<pg.Client>): void {
    if (this.connection === broken) this.connection = undefined;
    broken.then((client) => client.end()).catch(() => undefined);
  }
}

/** They go out one behind the other without waiting; each fails by its own name. */
const preparedOn = (client: pg.Client, prepared: Statement): Promise<void> =>
  prepareOn(client, prepared).catch((error: Error) => {
    throw new Error(`statement ${prepared.name}: ${error.message}`, { cause: error });
  });

async function ready(client: pg.Client): Promise<pg.Client> {
  try {
    await client.connect();
    await Promise.all(preparedStatements().map((prepared) => preparedOn(client, prepared)));
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** The connection broke or the server is going away (class 08, 57P): it was no statement that failed. */
export function isLost(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return (
    /^(08...|57P..|ECONN.*|EPIPE|ETIMEDOUT)$/.test(code) || /^Connection terminated|not queryable|^Client has encountered/.test(message)
  );
}

/** What a door sees in place of a lost connection. */
export const asDatabaseGone = (error: unknown): unknown =>
  isLost(error) ? new DatabaseGone('the connection to the database was lost', { cause: error }) : error;

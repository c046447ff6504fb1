import pg from 'pg';
import { oneTrip, prepareOn, type Row } from './one-trip.ts';
import { preparedStatements, type Bound } from './statements.ts';

/** Another request's connection broke, or the database is going down: nothing was done, and asking again is right. */
export class DatabaseGone extends Error {
  override readonly name = 'DatabaseGone';
}

/** A few pipelined connections. The least loaded gets the next trip; past `depth` on each, trips wait their turn.
 *
 * Measured: reads 4 x 16, writes 8 x 2. Deep queues behind one locked row make the p99 fifty times worse.
 */
export class Lanes {
  private readonly lanes: Lane[];
  private readonly turn: (() => void)[] = [];

  constructor(
    url: string,
    private readonly shape: { count: number; depth: number; readOnly: boolean; name: string },
  ) {
    this.lanes = Array.from({ length: shape.count }, () => new Lane(url, shape));
  }

  /** Connects and prepares every statement. @throws with the statement's name where PostgreSQL can't parse one */
  async open(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.open()));
  }

  /** @returns the rows of each statement. @throws PostgreSQL's own error, or DatabaseGone */
  async run(bounds: readonly Bound[]): Promise<Row[][]> {
    let lane = this.leastLoaded();
    while (lane.inFlight >= this.shape.depth) {
      await new Promise<void>((resolve) => this.turn.push(resolve));
      lane = this.leastLoaded();
    }
    try {
      return await lane.run(bounds);
    } finally {
      this.turn.shift()?.();
    }
  }

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
  private client: Promise<pg.Client> | undefined;

  constructor(
    private readonly url: string,
    private readonly shape: { readOnly: boolean; name: string },
  ) {}

  async open(): Promise<void> {
    await (this.client ??= this.connect());
  }

  async run(bounds: readonly Bound[]): Promise<Row[][]> {
    this.inFlight++;
    try {
      return await oneTrip(await (this.client ??= this.connect()), bounds);
    } catch (error) {
      throw asDatabaseGone(error);
    } finally {
      this.inFlight--;
    }
  }

  async close(): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    this.client = undefined;
    await client?.end();
  }

  private connect(): Promise<pg.Client> {
    const connecting = this.connected();
    connecting.catch(() => this.forget(connecting));
    return connecting;
  }

  private async connected(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url,
      pipeline: true,
      application_name: this.shape.name,
      statement_timeout: 5_000,
      connectionTimeoutMillis: 5_000,
      options: this.shape.readOnly ? '-c default_transaction_read_only=on' : '-c plan_cache_mode=force_generic_plan',
    } as pg.ClientConfig);
    client.on('error', () => this.forget(this.client));
    client.on('end', () => this.forget(this.client));
    await client.connect();
    for (const prepared of preparedStatements()) {
      await prepareOn(client, prepared).catch((error: Error) => {
        throw new Error(`statement ${prepared.name}: ${error.message}`, { cause: error });
      });
    }
    return client;
  }

  /** The next trip connects anew; what was queued on the broken connection has failed already. */
  private forget(client: Promise<pg.Client> | undefined): void {
    if (this.client === client) this.client = undefined;
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

import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import type { WorkspaceId } from '@placet/kernel';
import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { Config } from '../config.ts';
import { aggregates } from './entities.ts';
import { Lanes } from './lane.ts';
import { refuseStrongRole } from './role-check.ts';

/** What a rich transaction works with: one client of MikroORM's pool, shared by aggregates and prepared SQL. */
export interface Begun {
  readonly em: EntityManager;
  readonly client: PoolClient;
  commit(): Promise<void>;
  rollback(because: unknown): Promise<void>;
}

/** The connections of `placet_app`: lanes for one-trip work, a pool for rich commands. */
@Injectable()
export class Database implements OnModuleInit, OnApplicationShutdown {
  readonly reads: Lanes;
  readonly writes: Lanes;
  private orm!: MikroORM;
  private pool!: Pool;

  constructor(@Inject(Config) private readonly config: Config) {
    const url = config.databaseUrl;
    this.reads = new Lanes(url, { count: 4, depth: 16, readOnly: true, name: 'placet reads' });
    this.writes = new Lanes(url, { count: 8, depth: 2, readOnly: false, name: 'placet writes' });
  }

  /** @throws where the database can't be reached, a statement can't be prepared, or the role is too strong */
  async onModuleInit(): Promise<void> {
    this.orm = await MikroORM.init({
      clientUrl: this.config.databaseUrl,
      entities: aggregates(),
      discovery: { warnWhenNoEntities: false },
      pool: { min: 0, max: this.config.poolSize },
      driverOptions: {
        application_name: 'placet commands',
        connectionTimeoutMillis: 10_000,
        statement_timeout: 15_000,
        idle_in_transaction_session_timeout: 60_000,
      },
      implicitTransactions: false,
      ensureDatabase: false,
    });
    this.pool = await this.orm.em.getConnection().getNativeClient();
    try {
      await refuseStrongRole(this.pool);
      await Promise.all([this.reads.open(), this.writes.open()]);
    } catch (error) {
      await this.onApplicationShutdown(); // what doesn't start leaves nothing open
      throw error;
    }
  }

  /** Begins a transaction of one workspace. A fresh fork each time: an identity map must not answer for another workspace. */
  async begin(workspaceId: WorkspaceId): Promise<Begun> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error) => (broken = error);
    client.on('error', onError);
    const release = () => {
      client.off('error', onError);
      client.release(broken);
    };
    try {
      const trx = await new Kysely({ dialect: new PostgresDialect({ pool: onlyThis(client) }) }).startTransaction().execute();
      await client.query(`select set_config('app.workspace_id', $1, true)`, [workspaceId]);
      const em = this.orm.em.fork();
      em.setTransactionContext(trx);
      return {
        em,
        client,
        commit: async () => {
          await trx.commit().execute();
          release();
        },
        rollback: async (because) => {
          try {
            await trx.rollback().execute();
          } catch (error) {
            broken ??= (error as Error) ?? (because as Error);
          }
          release();
        },
      };
    } catch (error) {
      broken ??= error as Error;
      release();
      throw error;
    }
  }

  /** A statement outside any workspace, on the tables that have none (`workspace`, `product`, `rate_limit`). */
  async withoutWorkspace<T extends Record<string, unknown>>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    return (await this.pool.query<T>(sql, [...values])).rows;
  }

  /** The pool itself, for the rate limiter's own store. */
  get rawPool(): Pool {
    return this.pool;
  }

  /** How busy the connections are, for the metrics. */
  use(): { of: 'pool' | 'reads' | 'writes'; what: 'open' | 'idle' | 'in_flight' | 'waiting'; count: number }[] {
    const { totalCount, idleCount, waitingCount } = this.pool;
    return [
      { of: 'pool', what: 'open', count: totalCount },
      { of: 'pool', what: 'idle', count: idleCount },
      { of: 'pool', what: 'waiting', count: waitingCount },
      ...(['reads', 'writes'] as const).flatMap((of) => [
        { of, what: 'in_flight' as const, count: this[of].use.inFlight },
        { of, what: 'waiting' as const, count: this[of].use.waiting },
      ]),
    ];
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.reads.close(), this.writes.close()]);
    await this.orm?.close(true);
    if (this.pool && !this.pool.ending) await this.pool.end(); // MikroORM ends it only where it has used it by itself
  }
}

/** Kysely asks a pool for a client and gives it back; here both are the one that is checked out already. */
function onlyThis(client: PoolClient) {
  const borrowed = new Proxy(client, {
    get: (target, property) => {
      if (property === 'release') return () => undefined;
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  }) as unknown as PostgresPoolClient;
  return { connect: async () => borrowed, end: async () => undefined, options: {} };
}

import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import pg from 'pg';
import { Config } from '../config.ts';
import { refuseStrongRole } from '../database/role-check.ts';
import type { Row } from '../database/one-trip.ts';

/** The worker's own connections as `placet_system`: for the few jobs that cross workspaces (relay, reconciler, seals), and nothing else. */
@Injectable()
export class SystemDatabase implements OnModuleInit, OnApplicationShutdown {
  private readonly pool: pg.Pool;
  private readonly url: string;

  constructor(@Inject(Config) { systemDatabaseUrl }: Config) {
    if (!systemDatabaseUrl) throw new Error('PLACET_SYSTEM_DATABASE_URL: the worker needs it');
    this.url = systemDatabaseUrl;
    this.pool = new pg.Pool({ connectionString: this.url, max: 4, application_name: 'placet system', statement_timeout: 15_000 });
    this.pool.on('error', () => undefined); // an idle connection broke; the next query opens another
  }

  /** @throws where the role is too strong */
  onModuleInit(): Promise<void> {
    return refuseStrongRole(this.pool);
  }

  async query<T = Row>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    return (await this.pool.query(sql, [...values])).rows as T[];
  }

  /** One transaction; what `work` throws rolls it back. */
  async transaction<T>(work: (query: <R = Row>(sql: string, values?: readonly unknown[]) => Promise<R[]>) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    const onError = (lost: Error) => (broken = lost); // unheard, it would end the process
    client.on('error', onError);
    try {
      await client.query('begin');
      const result = await work(
        async <R>(sql: string, values: readonly unknown[] = []) => (await client.query(sql, [...values])).rows as R[],
      );
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((lost: Error) => (broken = lost));
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  /** Hears NOTIFY on a connection of its own, until `close`. @param onLost it ended, and nothing is heard any more */
  async listen(channel: string, onNotify: () => void, onLost: () => void): Promise<{ close(): Promise<void> }> {
    const client = new pg.Client({ connectionString: this.url, application_name: `placet listens to ${channel}`, keepAlive: true });
    client.on('notification', onNotify);
    client.on('error', () => undefined);
    client.on('end', onLost);
    await client.connect();
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
    return { close: () => client.end() };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}

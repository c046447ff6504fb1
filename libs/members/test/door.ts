import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock, MovableClock } from '@placet/kernel';
import { Bus, Config, HttpModule, PlatformModule, UnitOfWork, httpApp, opened } from '@placet/platform';
import type { SpecWorld } from '@placet/testing';
import pg from 'pg';
import { createDatabase } from '../../../tools/testing/database.ts';
import { MembersModule } from '../src/members.module.ts';

export const origin = 'http://localhost:3000';

@Module({ imports: [PlatformModule, HttpModule, MembersModule] })
class DoorModule {}

/** The doors of members as HTTP, on a database of their own. */
export interface Door extends SpecWorld {
  /** Each request comes from a source of its own, so that limits play no part. */
  send(method: 'GET' | 'POST', path: string, body?: object, headers?: Record<string, string>): ReturnType<NestFastifyApplication['inject']>;
}

type Answer = Awaited<ReturnType<Door['send']>>;

export async function aDoor(): Promise<Door> {
  const urls = await createDatabase();
  const settings = {
    PLACET_MODE: 'test',
    PLACET_DATABASE_URL: urls.app,
    PLACET_SECRET: 'x'.repeat(32),
    PLACET_BASE_URL: origin,
    PLACET_LOG_LEVEL: 'silent',
    PLACET_TRUST_PROXY: '1',
    PLACET_METRICS_PORT: '0',
  };
  const app = await opened(await httpApp(DoorModule, new Config(settings)));
  const superuser = new pg.Pool({ connectionString: urls.superuser, max: 2 });
  let count = 0;
  return {
    bus: app.get(Bus),
    units: app.get(UnitOfWork),
    clock: app.get(Clock) as MovableClock,
    urls,
    module: app as never,
    sql: async (text, values = []) => (await superuser.query(text, [...values])).rows as never,
    close: async () => {
      await app.close();
      await superuser.end();
    },
    send: (method, path, body, headers = {}) =>
      app.inject({
        method,
        url: `/api/v1${path}`,
        headers: { origin, 'x-forwarded-for': `198.51.${(++count >> 8) & 255}.${count & 255}`, ...headers },
        ...(body ? { payload: body } : {}),
      }),
  };
}

/** What a browser sends back after that answer. */
export function browser(answer: Answer): Record<string, string> {
  const of = (name: string) => answer.cookies.find((cookie) => cookie.name === name)?.value ?? '';
  return { cookie: `__Host-placet=${of('__Host-placet')}; XSRF-TOKEN=${of('XSRF-TOKEN')}`, 'x-xsrf-token': of('XSRF-TOKEN') };
}

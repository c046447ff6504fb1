import type { Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { Clock, MovableClock } from '@placet/kernel';
import { Bus, Config, PlatformModule, UnitOfWork } from '@placet/platform';
import pg from 'pg';
import { createDatabase, type TestDatabase } from '../../../tools/testing/database.ts';

/** Everything real but the clock: the bus, the modules under test, and a database of the file's own, as `placet_app`. */
export interface SpecWorld {
  readonly bus: Bus;
  readonly units: UnitOfWork;
  readonly clock: MovableClock;
  readonly urls: TestDatabase;
  readonly module: TestingModule;
  /** Looks behind row-level security, to assert and to plant faults. */
  sql<T = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

/** @param modules the contexts under test. @param settings environment variables beyond the usual ones
 *  @param stand further classes to replace, such as `[[Secrets, QuickSecrets]]` where thousands sign up and secrets are not the subject */
export async function specWorld(
  modules: Type[],
  settings: Record<string, string> = {},
  stand: readonly (readonly [Type, Type])[] = [],
): Promise<SpecWorld> {
  const urls = await createDatabase();
  const clock = new MovableClock();
  const config = new Config({
    PLACET_MODE: 'test',
    PLACET_DATABASE_URL: urls.app,
    PLACET_SYSTEM_DATABASE_URL: urls.system,
    PLACET_SECRET: 'a secret of the specs, long enough',
    ...settings,
  });
  const building = Test.createTestingModule({ imports: [PlatformModule, ...modules] })
    .overrideProvider(Config)
    .useValue(config)
    .overrideProvider(Clock)
    .useValue(clock);
  for (const [real, double] of stand) building.overrideProvider(real).useClass(double);
  const module = await building.compile();
  await module.init();
  const superuser = new pg.Pool({ connectionString: urls.superuser, max: 2 });
  return {
    bus: module.get(Bus),
    units: module.get(UnitOfWork),
    clock,
    urls,
    module,
    sql: async (text, values = []) => (await superuser.query(text, [...values])).rows as never,
    close: async () => {
      await module.close();
      await superuser.end();
    },
  };
}

import pg from 'pg';
import { createDatabase } from '../../../../tools/testing/database.ts';
import { Config } from '../config.ts';
import { SystemDatabase } from './system-database.ts';

describe('the system database', () => {
  let database: SystemDatabase;
  let superuser: pg.Client;
  beforeAll(async () => {
    const urls = await createDatabase();
    superuser = new pg.Client({ connectionString: urls.superuser });
    await superuser.connect();
    const settings = { PLACET_DATABASE_URL: urls.app, PLACET_SYSTEM_DATABASE_URL: urls.system, PLACET_SECRET: 'x'.repeat(32) };
    database = new SystemDatabase(new Config(settings));
  });
  afterAll(async () => {
    await database.onApplicationShutdown();
    await superuser.end();
  });

  /** The connection ends while the transaction thinks, not while it asks. */
  const endBackend = async (pid: number) => {
    await superuser.query('select pg_terminate_backend($1, 5000)', [pid]);
    await new Promise(setImmediate);
  };

  it('outlives the end of its connection in the middle of a transaction, and goes on with another', async () => {
    const broken = database.transaction(async (query) => {
      const [row] = await query<{ pid: number }>('select pg_backend_pid() as pid');
      await endBackend(row!.pid);
      return query('select 1');
    });
    await expect(broken).rejects.toThrow(/terminat|not queryable/);
    expect(await database.transaction((query) => query('select 1 as one'))).toEqual([{ one: 1 }]);
  });
});

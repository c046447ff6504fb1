import { Ids } from '@placet/kernel';
import pg from 'pg';
import { createDatabase } from '../../../../tools/testing/database.ts';
import { DatabaseGone, Lanes } from './lane.ts';
import { setTenant } from './statements.ts';

describe('lanes', () => {
  let url: string;
  let superuser: pg.Pool;
  const ids = new Ids();
  beforeAll(async () => {
    const urls = await createDatabase();
    url = urls.app;
    superuser = new pg.Pool({ connectionString: urls.superuser, max: 2 });
  });
  afterAll(() => superuser.end());

  const open = (shape: { count: number; depth: number }) => new Lanes(url, { ...shape, readOnly: false, name: 'spec lane' });
  const pids = async () =>
    (
      await superuser.query<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and application_name = 'spec lane'`,
      )
    ).rows.map(({ pid }) => pid);
  const trip = (lanes: Lanes, sql: string, values: unknown[] = []) =>
    lanes.run([
      { statement: setTenant, values: [ids.next()] },
      { statement: sql, values },
    ]);
  /** Ends the connection on which that statement runs, once it does; not one that was ended before and is still dying. */
  const kill = async (sql: string, before: number[] = []) => {
    for (;;) {
      const { rows } = await superuser.query<{ pid: number }>(
        `select pid, pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name = 'spec lane' and state = 'active' and query = $1 and pid <> all($2::int[])`,
        [sql, before],
      );
      if (rows[0]) return before.push(rows[0].pid);
    }
  };

  it('loses with a killed connection what was on it, and nothing else; the next trips work', async () => {
    const lanes = open({ count: 2, depth: 2 });
    await lanes.open();
    const sleeping = trip(lanes, 'select pg_sleep(60)');
    sleeping.catch(() => undefined);
    const other = trip(lanes, 'select 1 as one');
    const behind = trip(lanes, 'select pg_sleep(0)');
    behind.catch(() => undefined);
    expect((await other).at(-1)).toEqual([{ one: 1 }]);
    await kill('select pg_sleep(60)');
    await expect(sleeping).rejects.toThrow(DatabaseGone);
    await Promise.all(Array.from({ length: 8 }, () => trip(lanes, 'select 1 as one')));
    const ended = await behind.then(
      () => 'done',
      (error: unknown) => (error instanceof DatabaseGone ? 'lost' : error),
    );
    expect(['done', 'lost']).toContain(ended);
    await lanes.close();
  });

  it('keeps as many connections as it has lanes, however often they are killed, and none after its end', async () => {
    const lanes = open({ count: 1, depth: 4 });
    const killed: number[] = [];
    for (let round = 0; round < 4; round++) {
      const running = trip(lanes, 'select pg_sleep(60)');
      running.catch(() => undefined);
      await kill('select pg_sleep(60)', killed);
      await expect(running).rejects.toThrow(DatabaseGone);
      // Asked again at once, before the old connection has said its last word.
      await Promise.all([trip(lanes, 'select 1'), trip(lanes, 'select 2')]);
    }
    expect((await pids()).filter((pid) => !killed.includes(pid))).toHaveLength(1);
    await lanes.close();
    await gone();
    await expect(trip(lanes, 'select 1')).rejects.toThrow(DatabaseGone);
    expect(await pids()).toEqual([]);
  });

  it('is not poisoned by a statement past its time, nor by a value that can not be written', async () => {
    const lanes = open({ count: 1, depth: 4 });
    const slow = lanes.run([
      { statement: `set local statement_timeout = 20`, values: [] },
      { statement: 'select pg_sleep(60)', values: [] },
    ]);
    const behind = trip(lanes, 'select 2 as two');
    await expect(slow).rejects.toMatchObject({ code: '57014' });
    expect((await behind).at(-1)).toEqual([{ two: 2 }]);

    const workspaceId = ids.next();
    const insert = `insert into site (workspace_id, id, code, name) values ($1, $2, $3, 'x')`;
    const half = lanes.run([
      { statement: setTenant, values: [workspaceId] },
      { statement: insert, values: [workspaceId, ids.next(), 'half'] },
      { statement: 'select $1::jsonb', values: [{ big: 1n }] },
    ]);
    await expect(half).rejects.toThrow('BigInt');
    const [, sites] = await lanes.run([
      { statement: setTenant, values: [workspaceId] },
      { statement: 'select code from site', values: [] },
    ]);
    expect(sites).toEqual([]);
    await lanes.close();
  });

  it('serves those who wait in the order in which they came, also where others come meanwhile', async () => {
    const lanes = open({ count: 1, depth: 1 });
    const order: number[] = [];
    const run = (n: number): Promise<unknown> => trip(lanes, 'select 1').then(() => order.push(n));
    const late: Promise<unknown>[] = [];
    const first = run(0).then(() => late.push(run(4)));
    await Promise.all([first, run(1), run(2), run(3)]);
    await Promise.all(late);
    expect(order).toEqual([0, 1, 2, 3, 4]);
    await lanes.close();
  });

  async function gone(): Promise<void> {
    while ((await pids()).length);
  }
});

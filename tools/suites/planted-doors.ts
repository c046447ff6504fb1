import { Ids } from '@placet/kernel';
import { batchOfOneSeat, batchWithoutLock, rejoinWithoutLocks } from './planted-sql.ts';
import type { Door } from './seat-doors.ts';

const ids = new Ids();
const asTheApp =
  (claim: (sql: (text: string, values: unknown[]) => Promise<Record<string, unknown>[]>) => Promise<void>): Door['prepare'] =>
  async (world, acme) => {
    const memberId = await acme.active();
    return () =>
      world.units.write(acme.operator, async (unit) => {
        await claim((statement, values) => unit.run({ statement, values: values.map((value) => (value === 'member' ? memberId : value)) }));
      });
  };
const twoAtOnce =
  (...statements: readonly string[]): Door['prepare'] =>
  async (world, acme) => {
    const members = [await acme.active(), await acme.active()];
    return () =>
      world.units.write(acme.operator, async (unit) => {
        for (const statement of statements) await unit.run({ statement, values: statement.includes('$1') ? [members] : [] });
      });
  };
const hold = `insert into holding (workspace_id, id, member_id, product, state, door, claim_key, since, assigned_at)
  values (current_setting('app.workspace_id')::uuid, $1::uuid, $2, 'core', 'assigned', 'api', $1::text, now(), now())`;

/** Doors with the faults that the checker must catch before it is believed. They exist in this suite alone. */
export const plantedDoors: Readonly<Record<string, Door>> = {
  'count, then insert': {
    name: 'count, then insert',
    prepare: asTheApp(async (sql) => {
      const [count] = await sql(`select count(*)::int as used from holding where product = 'core' and state <> 'released'`, []);
      const [pool] = await sql(`select purchased from seat_pool where product = 'core'`, []);
      if ((count!['used'] as number) < (pool!['purchased'] as number)) {
        await sql(hold, [ids.next(), 'member']);
        await sql(`update member set access = '{core}' where id = $1`, ['member']);
      }
    }),
  },
  'a batch without the lock': { name: 'a batch without the lock', prepare: twoAtOnce(batchWithoutLock) },
  'a batch whose rows share the last seat': {
    name: 'a batch whose rows share the last seat',
    prepare: twoAtOnce(`select product from seat_pool where product = 'core' for update`, batchOfOneSeat),
  },
  'a wrong release': {
    name: 'a wrong release',
    prepare: asTheApp(async (sql) => {
      await sql(`update seat_pool set assigned = greatest(0, assigned - 1) where product = 'core'`, []);
    }),
  },
  'an activation in a single statement': {
    name: 'an activation in a single statement',
    prepare: asTheApp(async (sql) => {
      await sql(rejoinWithoutLocks, [ids.next(), 'member']);
    }),
  },
};

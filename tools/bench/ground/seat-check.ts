import type pg from 'pg';
import { inspectSeats, isClean } from '../../suites/seat-checker.ts';

/** Runs the seat suite's own invariants over every workspace. @throws where seats, holdings and members disagree anywhere */
export async function checkSeats(database: pg.Pool): Promise<void> {
  const sql = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> => (await database.query(text, values)).rows as Row[];
  // What counters were for a moment is watched by a trigger, which would be measured too: that part of the suite finds nothing here.
  await sql('create table if not exists pool_log (workspace_id uuid, product text, used int, allowed int)');
  // The suite looks at each member's holdings one by one, the released ones too, which no statement of the product does.
  await sql('create index bench_holding on holding (workspace_id, member_id)');
  const world = { sql } as unknown as Parameters<typeof inspectSeats>[0];
  for (const { id, slug } of await sql<{ id: string; slug: string }>('select id, slug from workspace')) {
    const faults = await inspectSeats(world, id);
    if (!isClean(faults)) throw new Error(`${slug}: ${JSON.stringify(faults)}`);
  }
  await sql('drop index bench_holding');
}

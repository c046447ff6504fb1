import { Inject, Injectable } from '@nestjs/common';
import { Clock, Ids } from '@placet/kernel';
import { Pokes, type Destination } from '../temporal/pokes.ts';
import { Temporal } from '../temporal/temporal.ts';
import { inLanes } from './in-lanes.ts';
import { takeLease } from './lease.ts';
import { Loop } from './loop.ts';
import { repairs } from './meters.ts';
import { SystemDatabase } from './system-database.ts';

const everyMs = 300_000;
const lateMs = 300_000;
const page = 500;
const lanes = 16;

/** Rows that mean nothing after `expires_at`. */
const expiring = [
  'idempotency',
  'operator_idempotency',
  'directory_access_token',
  'directory_assertion',
  'directory_leaving',
  'directory_log',
] as const;

/** Open processes that were poked, or wanted to wake, more than 5 minutes ago. What still waits in the outbox is the relay's. */
const late = `
  select p.workspace_id as "workspaceId", p.workflow_id as "workflowId" from process p
   where p.closed_at is null and (p.workspace_id, p.workflow_id) > ($1, $2)
     and case when p.looked_version < p.version then p.poked_at < now() - make_interval(secs => ${lateMs / 1000}) else p.wake_at < $3 end
     and not exists (select from outbox o where o.workspace_id = p.workspace_id and o.destination = p.workflow_id)
   order by p.workspace_id, p.workflow_id limit ${page}`;
const first: Destination = { workspaceId: '00000000-0000-0000-0000-000000000000', workflowId: '' };

/** Pokes what nobody looked at: a lost poke, a wiped Temporal, a timer that never rang. Also throws away what has expired. */
@Injectable()
export class Reconciler {
  private readonly loop = new Loop('Reconciler', everyMs, async () => (await this.sweep(), false));
  private readonly holder: string;

  constructor(
    @Inject(SystemDatabase) private readonly database: SystemDatabase,
    @Inject(Temporal) private readonly temporal: Temporal,
    @Inject(Pokes) private readonly pokes: Pokes,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) ids: Ids,
  ) {
    this.holder = ids.next();
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** One round, by one worker of all. While Temporal is down nothing is poked: its own timers ring when it is back.
   *
   * @returns how many processes it had to poke; normal is 0
   */
  async sweep(): Promise<number> {
    if (!(await takeLease(this.database, 'reconciler', this.holder, everyMs / 1000))) return 0;
    for (const table of expiring) await this.forget(table);
    if (!(await this.temporal.answers(2_000))) return 0;
    const missed: Destination[] = [];
    let repaired = 0;
    for (let after: Destination | undefined = first; after;) {
      const found: Destination[] = await this.database.query<Destination>(late, [after.workspaceId, after.workflowId, this.lateBefore()]);
      repaired += await this.repair(found, missed);
      after = found.length === page ? found.at(-1) : undefined;
    }
    return repaired + (await this.repair(missed, [])); // a server that just came up may be slow with the first
  }

  /** @returns how many were poked; the others are added to `missed` */
  private async repair(found: readonly Destination[], missed: Destination[]): Promise<number> {
    const before = missed.length;
    await inLanes(found, lanes, async (process) => {
      await this.pokes.poke(process, true).catch(() => missed.push(process));
    });
    const repaired = found.length - (missed.length - before);
    repairs.inc(repaired);
    return repaired;
  }

  private lateBefore(): Date {
    return new Date(this.clock.now().getTime() - lateMs);
  }

  private async forget(table: (typeof expiring)[number]): Promise<void> {
    const some = `delete from ${table} where ctid = any(array(select ctid from ${table} where expires_at < $1 limit 1000)) returning 1`;
    while ((await this.database.query(some, [this.clock.now()])).length === 1000);
  }
}

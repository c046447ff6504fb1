import { Inject, Injectable, Logger } from '@nestjs/common';
import { Pokes, type Destination } from '../temporal/pokes.ts';
import { Temporal } from '../temporal/temporal.ts';
import { inLanes } from './in-lanes.ts';
import { Loop } from './loop.ts';
import { pokesDelivered, pokesFailed } from './meters.ts';
import { SystemDatabase } from './system-database.ts';

const batch = 100;
const lanes = 16;

/** Lease, then act: no lock is held over a remote call. By ctid, since the key begins with the workspace, and as an array, since a
 * subquery behind `in` may run again and lease more. */
const lease = `
  update outbox set lease_until = now() + interval '30 s', attempts = attempts + 1
   where ctid = any(array(select ctid from outbox where available_at <= now() and (lease_until is null or lease_until < now())
                           order by available_at, id for update skip locked limit ${batch}))
  returning workspace_id, id, destination`;
const chosen = `unnest($1::uuid[], $2::uuid[]) as chosen (workspace_id, id) where o.workspace_id = chosen.workspace_id and o.id = chosen.id`;

/** 1, 2, 4 … 60 s after the attempt, without end. */
const putOff = `
  update outbox o set lease_until = null, available_at = now() + make_interval(secs => least(60, power(2, least(attempts - 1, 6)))) from ${chosen}`;

interface Leased {
  workspace_id: string;
  id: string;
  destination: string;
}

/** Brings what was committed to Temporal: leases outbox rows and pokes each process once a batch. Rows go when they are delivered. */
@Injectable()
export class Relay {
  private readonly log = new Logger(Relay.name);
  private readonly loop = new Loop('Relay', 1_000, () => this.deliver());
  private ear: { close(): Promise<void> } | undefined;
  private isDown = false;

  constructor(
    @Inject(SystemDatabase) private readonly database: SystemDatabase,
    @Inject(Temporal) private readonly temporal: Temporal,
    @Inject(Pokes) private readonly pokes: Pokes,
  ) {}

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
    const { ear } = this;
    this.ear = undefined;
    await ear?.close();
  }

  /** One batch. While Temporal is down nothing is leased, so that all of it goes out the moment it is back.
   *
   * @returns whether more may wait
   */
  async deliver(): Promise<boolean> {
    await this.listen();
    if (this.isDown) this.isDown = !(await this.temporal.answers());
    const leased = this.isDown || !this.temporal.isConfigured ? [] : await this.database.query<Leased>(lease);
    const delivered: Leased[] = [];
    const failed: Leased[] = [];
    await inLanes(byProcess(leased), lanes, async (rows) => void ((await this.reaches(rows[0]!)) ? delivered : failed).push(...rows));
    if (delivered.length) await this.database.query(`delete from outbox o using ${chosen}`, keysOf(delivered));
    if (failed.length) await this.database.query(putOff, keysOf(failed));
    pokesDelivered.inc(delivered.length);
    pokesFailed.inc(failed.length);
    if (leased.length) this.isDown = delivered.length === 0;
    return leased.length === batch && !this.isDown;
  }

  private async reaches({ workspace_id: workspaceId, destination }: Leased): Promise<boolean> {
    const process: Destination = { workspaceId, workflowId: destination };
    try {
      if ((await this.pokes.poke(process)) === 'ended' && (await this.isOpen(process))) await this.pokes.poke(process, true);
      return true;
    } catch (error) {
      this.log.warn(`${destination} is put off: ${(error as Error).name}`);
      return false;
    }
  }

  /** It ended, and was opened again by what this poke stands for. */
  private async isOpen({ workspaceId, workflowId }: Destination): Promise<boolean> {
    const open = 'select from process where workspace_id = $1 and workflow_id = $2 and closed_at is null and looked_version < version';
    return (await this.database.query(open, [workspaceId, workflowId])).length > 0;
  }

  /** Hears the nudges of the API. The connection may be lost: then the look of each second has to do until it is there again. */
  private async listen(): Promise<void> {
    this.ear ??= await this.database.listen(
      'outbox',
      () => this.loop.nudge(),
      () => (this.ear = undefined),
    );
  }
}

const keysOf = (rows: Leased[]) => [rows.map((row) => row.workspace_id), rows.map(({ id }) => id)];

function byProcess(rows: Leased[]): Leased[][] {
  const groups = Map.groupBy(rows, ({ workspace_id, destination }) => `${workspace_id} ${destination}`);
  return [...groups.values()];
}

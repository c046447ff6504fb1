import { Inject, Injectable, Logger } from '@nestjs/common';
import { Ids } from '@placet/kernel';
import { Config } from '../config.ts';
import { HeadSigner, eventText, genesis, linkAfter } from './chain.ts';
import { Loop } from './loop.ts';
import { brokenHeads, eventsSealed } from './meters.ts';
import { SystemDatabase } from './system-database.ts';

const batch = 1_000;
/** `seals` in `lease`: its cursor is the last transaction of which every event was taken. */
const lease = 'seals';

/** Whole transactions, oldest first, that lie behind every running one: nothing can still commit among them. */
const reach = `
  select max(tx)::text as tx, count(*)::int as found from (
    select tx from event where tx > $1::xid8 and tx < (select pg_snapshot_xmin(pg_current_snapshot())) order by tx limit ${batch}) oldest`;
const unsealed = `
  select e.workspace_id, e.id, ${eventText('e')} as text from event e
   where e.tx > $1::xid8 and e.tx <= $2::xid8
     and not exists (select from event_seal s where s.workspace_id = e.workspace_id and s.event_id = e.id)
   order by e.tx, e.workspace_id, e.id`;

interface Unsealed {
  workspace_id: string;
  id: string;
  text: string;
}
interface Head {
  number: number;
  hash: Buffer;
}
type Link = Head & { workspaceId: string; eventId: string };

/** Seals committed events into each workspace's chain, afterwards and in batches, so that writers never queue behind each other. */
@Injectable()
export class Sealer {
  private readonly log = new Logger(Sealer.name);
  private readonly loop = new Loop('Sealer', 2_000, () => this.seal());
  private readonly signer: HeadSigner;
  private readonly holder: string;

  constructor(
    @Inject(SystemDatabase) private readonly database: SystemDatabase,
    @Inject(Config) { secret }: Config,
    @Inject(Ids) ids: Ids,
  ) {
    this.signer = new HeadSigner(secret);
    this.holder = ids.next();
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** One batch, by one worker of all: it holds the lease's row while it works, and calls nothing outside the database.
   *
   * @returns whether more may wait
   */
  seal(): Promise<boolean> {
    return this.database.transaction(async (query) => {
      await query(`insert into lease (name, holder, until, cursor) values ($1, $2, now(), '{"tx":"0"}') on conflict do nothing`, [
        lease,
        this.holder,
      ]);
      const [mine] = await query<{ tx: string }>(`select cursor ->> 'tx' as tx from lease where name = $1 for update skip locked`, [lease]);
      if (!mine) return false;
      const [upto] = await query<{ tx: string | null; found: number }>(reach, [mine.tx]);
      if (!upto?.tx) return false;
      const events = await query<Unsealed>(unsealed, [mine.tx, upto.tx]);
      const byWorkspace = Map.groupBy(events, ({ workspace_id }) => workspace_id);
      const heads = await this.headsOf([...byWorkspace.keys()], query);
      const links = [...heads].flatMap(([workspaceId, head]) => chained(workspaceId, head, byWorkspace.get(workspaceId) ?? []));
      await this.write(links, query);
      await query(`update lease set holder = $2, until = now(), cursor = jsonb_build_object('tx', $3::text) where name = $1`, [
        lease,
        this.holder,
        upto.tx,
      ]);
      eventsSealed.inc(links.length);
      return upto.found === batch;
    });
  }

  /** Where each chain goes on. A head that is not ours is never continued, which would vouch for it: verification shows what is missing. */
  private async headsOf(workspaceIds: string[], query: SystemDatabase['query']): Promise<Map<string, Head>> {
    const rows = await query<{ workspace_id: string; number: string | null; hash: Buffer; mac: Buffer; begun: boolean }>(
      `select w as workspace_id, h.number, h.hash, h.mac, exists (select from event_seal s where s.workspace_id = w) as begun
         from unnest($1::uuid[]) w left join event_head h on h.workspace_id = w`,
      [workspaceIds],
    );
    const heads = new Map<string, Head>();
    for (const { workspace_id: workspaceId, number, hash, mac, begun } of rows) {
      if (number === null && !begun) heads.set(workspaceId, { number: 0, hash: genesis(workspaceId) });
      else if (number !== null && this.signer.sign(workspaceId, Number(number), hash).equals(mac))
        heads.set(workspaceId, { number: Number(number), hash });
      else {
        brokenHeads.inc();
        this.log.error(`the audit chain of ${workspaceId} can not be continued`);
      }
    }
    return heads;
  }

  private async write(links: Link[], query: SystemDatabase['query']): Promise<void> {
    await query(
      `insert into event_seal (workspace_id, number, event_id, hash)
       select * from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::bytea[]) on conflict do nothing`,
      [
        links.map(({ workspaceId }) => workspaceId),
        links.map(({ number }) => number),
        links.map(({ eventId }) => eventId),
        links.map(({ hash }) => hash),
      ],
    );
    const heads = [...new Map(links.map((link) => [link.workspaceId, link])).values()];
    await query(
      `insert into event_head (workspace_id, number, hash, mac) select * from unnest($1::uuid[], $2::bigint[], $3::bytea[], $4::bytea[])
       on conflict (workspace_id) do update set number = excluded.number, hash = excluded.hash, mac = excluded.mac`,
      [
        heads.map(({ workspaceId }) => workspaceId),
        heads.map(({ number }) => number),
        heads.map(({ hash }) => hash),
        heads.map(({ workspaceId, number, hash }) => this.signer.sign(workspaceId, number, hash)),
      ],
    );
  }
}

function chained(workspaceId: string, { number, hash }: Head, events: Unsealed[]): Link[] {
  return events.map(({ id, text }) => {
    hash = linkAfter(hash, text);
    number += 1;
    return { workspaceId, number, hash, eventId: id };
  });
}

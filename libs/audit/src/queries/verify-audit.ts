import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { AuditVerification } from '@placet/contracts';
import { NotFound, type Actor } from '@placet/kernel';
import { Config, HeadSigner, WorkspaceEm, eventText, genesis, linkAfter } from '@placet/platform';
import type { z } from 'zod';

type Verification = z.infer<typeof AuditVerification>;

/** Recomputes the chain of the actor's workspace, and says whether it is intact and, if not, from which link on it is not.
 *
 * It notices an event that was changed, dropped, slipped in or moved, and a tail that was cut off (I11). Events that the worker has not
 * sealed yet are counted in `entries` only. It can't notice who restores an older state of the whole database.
 *
 * @throws NotFound where there is no such workspace
 */
export class VerifyAudit extends Query<Verification> {
  constructor(readonly actor: Actor) {
    super();
  }
}

const page = 2_000;
/** Where the chain should end, from one snapshot, and the first event that should have been sealed long ago and is not. */
const outline = `
  select (select count(*)::int from event) as entries, (select max(number) from event_seal) as last, h.number, h.hash, h.mac,
         (select 1 + (select count(*)::int from event_seal s join event o on o.workspace_id = s.workspace_id and o.id = s.event_id where o.tx <= e.tx)
            from event e
           where e.tx <= (select (cursor ->> 'tx')::xid8 from lease where name = 'seals')
             and not exists (select from event_seal s where s.workspace_id = e.workspace_id and s.event_id = e.id)
           order by e.tx limit 1) as slipped
    from workspace w left join event_head h on h.workspace_id = w.id where w.id = current_setting('app.workspace_id')::uuid`;
const links = `
  select s.number, s.hash, case when e.id is not null then ${eventText('e')} end as text
    from event_seal s left join event e on e.workspace_id = s.workspace_id and e.id = s.event_id
   where s.number > $1 order by s.number limit ${page}`;

interface Outline {
  entries: number;
  last: string | null;
  number: string | null;
  hash: Buffer | null;
  mac: Buffer | null;
  slipped: number | null;
}
interface Link {
  number: string;
  hash: Buffer;
  text: string | null;
}

@QueryHandler(VerifyAudit)
export class VerifyAuditHandler implements IQueryHandler<VerifyAudit> {
  private readonly signer: HeadSigner;

  constructor(
    private readonly em: WorkspaceEm,
    { secret }: Config,
  ) {
    this.signer = new HeadSigner(secret);
  }

  async execute({ actor: { workspaceId } }: VerifyAudit): Promise<Verification> {
    const [found] = await this.em.execute<Outline>(outline);
    if (!found) throw new NotFound('workspace');
    const { entries, slipped } = found;
    const sealed = Number(found.number ?? 0);
    const broken = [await this.firstBadLink(workspaceId, found), slipped].filter((number) => number !== null && number !== undefined);
    return { entries, sealed, intact: !broken.length, ...(broken.length ? { firstBroken: Math.min(...broken) } : {}) };
  }

  /** @returns the number of the first link that does not follow, the head's where only that is not ours */
  private async firstBadLink(workspaceId: string, { last, number, hash, mac }: Outline): Promise<number | undefined> {
    const end = Number(number ?? 0);
    let [at, link] = [0, genesis(workspaceId)];
    while (at < end) {
      const rows = await this.em.execute<Link>(links, [at]);
      if (!rows.length) return at + 1;
      for (const row of rows.slice(0, end - at)) {
        at++;
        if (Number(row.number) !== at || row.text === null) return at;
        link = linkAfter(link, row.text);
        if (!link.equals(row.hash)) return at;
      }
    }
    if (Number(last ?? 0) > end) return end + 1;
    const isOurs = end === 0 || (hash?.equals(link) && mac?.equals(this.signer.sign(workspaceId, end, link)));
    return isOurs ? undefined : end;
  }
}

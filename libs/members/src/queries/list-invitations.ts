import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { InvitationPage as InvitationPageSchema, ListInvitationsQuery } from '@placet/contracts';
import type { Actor } from '@placet/kernel';
import { Cursors, WorkspaceEm } from '@placet/platform';
import type { z } from 'zod';
import { reachOf } from '../reach.ts';
import { invitationRow, invitationRows, type FoundInvitation } from './invitation-row.ts';

export type InvitationPage = z.infer<typeof InvitationPageSchema>;
type Asked = z.output<typeof ListInvitationsQuery>;

const list = 'invitations';

/** Invitations, newest first; those of one's own sites where the right ends at them. @throws PermissionMissing, MalformedCursor */
export class ListInvitations extends Query<InvitationPage> {
  constructor(
    readonly actor: Actor,
    readonly asked: Asked,
  ) {
    super();
  }
}

type Row = { total: number } & (FoundInvitation | { id: null });

@QueryHandler(ListInvitations)
export class ListInvitationsHandler implements IQueryHandler<ListInvitations> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly cursors: Cursors,
  ) {}

  async execute({ actor, asked }: ListInvitations): Promise<InvitationPage> {
    const { own_sites } = reachOf(actor, 'members.read');
    const after = this.cursors.decode(list, asked);
    const rows = await this.em.execute<Row>(pageOf(asked), [
      asked.state ?? null,
      own_sites,
      asked.q || null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      asked.limit + 1,
    ]);
    const found = rows.filter((row) => row.id !== null);
    const page = found.slice(0, asked.limit);
    const last = page.at(-1);
    return {
      items: page.map((row) => invitationRow(row, actor.language)),
      total: rows[0]?.total ?? 0,
      totalIsExact: true,
      ...(last && found.length > page.length
        ? { nextCursor: this.cursors.encode(list, asked, [last.created_at.toISOString(), last.id]) }
        : {}),
    };
  }
}

/** `$1` states, `$2` sites, `$3` search, `$4` and `$5` the last row of the page before, `$6` how many. A search is looked up once for page and
 *  total; without one the order's own index is walked. */
function pageOf({ q }: Asked): string {
  const wanted = `($1::text[] is null or i.state = any($1))
    and ($2::uuid[] is null or exists (select from member_site ms where ms.workspace_id = i.workspace_id and ms.member_id = i.member_id and ms.site_id = any($2)))`;
  const matched = q
    ? `matched as materialized (
      select i.id, i.created_at from (select search_members(search_pattern($3)) as id) hit join invitation i on i.member_id = hit.id where ${wanted}),`
    : `matched as not materialized (select i.id, i.created_at from invitation i where ${wanted} and $3::text is null),`;
  return `
    with ${matched}
    page as (
      select id from matched where $4::timestamptz is null or (created_at, id) < ($4, $5::uuid) order by created_at desc, id desc limit $6)
    select (select count(*)::int from matched) as total, row.*
      from (select 1) one left join (${invitationRows} where i.id in (select id from page)) row on true
     order by row.created_at desc, row.id desc`;
}

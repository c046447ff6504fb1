import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { DirectoryGroupReply, DirectoryGroupsReply, ListDirectoryGroupsQuery } from '@placet/contracts';
import { NotFound, type Actor, type ConnectionId } from '@placet/kernel';
import { Cursors, WorkspaceEm } from '@placet/platform';
import type { z } from 'zod';
import { howManyToBring } from './moves-sql.ts';

export type DirectoryGroup = z.input<typeof DirectoryGroupReply>;
type Asked = z.output<typeof ListDirectoryGroupsQuery>;

const list = 'directory-groups';

const columns = `d.id, d.display_name, d.display_key, d.external_id, d.created_at, d.updated_at,
  (select count(*)::int from directory_group_member gm where gm.workspace_id = d.workspace_id and gm.group_id = d.id) as members,
  m.group_ids, m.products, m.site_ids, m.version,
  (select count(distinct g.member_id)::int from directory_grant g where g.workspace_id = d.workspace_id and g.directory_group_id = d.id and g.is_refused) as refused,
  exists (select from process p where p.workspace_id = d.workspace_id and p.workflow_id = 'directory-group/' || d.id and p.closed_at is null) as is_followed`;
const from = `directory_group d left join directory_mapping m on m.workspace_id = d.workspace_id and m.directory_group_id = d.id`;

interface Found {
  readonly id: string;
  readonly display_name: string;
  readonly display_key: string;
  readonly external_id: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly members: number;
  readonly group_ids: string[] | null;
  readonly products: string[];
  readonly site_ids: string[];
  readonly version: number;
  readonly refused: number;
  readonly is_followed: boolean;
}

/** The groups of one connection with what they give, by name. @throws NotFound, MalformedCursor */
export class ListDirectoryGroups extends Query<z.input<typeof DirectoryGroupsReply>> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
    readonly asked: Asked,
  ) {
    super();
  }
}

@QueryHandler(ListDirectoryGroups)
export class ListDirectoryGroupsHandler implements IQueryHandler<ListDirectoryGroups> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly cursors: Cursors,
  ) {}

  async execute({ connectionId, asked }: ListDirectoryGroups): Promise<z.input<typeof DirectoryGroupsReply>> {
    const query = { ...asked, connectionId };
    const after = this.cursors.decode(list, query);
    const rows = await this.em.execute<Found>(
      `select ${columns} from ${from} where d.connection_id = $1 and ($2::text is null or position(name_fold($2) in d.display_key) > 0)
          and ($3::text is null or (d.display_key, d.id) > ($3, $4::uuid)) order by d.display_key, d.id limit $5`,
      [connectionId, asked.q || null, after?.[0] ?? null, after?.[1] ?? null, asked.limit + 1],
    );
    if (!rows.length) await this.mustBeThere(connectionId);
    const page = rows.slice(0, asked.limit);
    const last = page.at(-1);
    const items: DirectoryGroup[] = [];
    for (const row of page) items.push(groupOf(row, await behind(this.em, row)));
    return {
      items,
      ...(last && rows.length > page.length ? { nextCursor: this.cursors.encode(list, query, [last.display_key, last.id]) } : {}),
    };
  }

  private async mustBeThere(connectionId: ConnectionId): Promise<void> {
    const [connection] = await this.em.execute('select id from directory_connection where id = $1', [connectionId]);
    if (!connection) throw new NotFound('connection');
  }
}

/** @throws NotFound, also for another connection's group */
export class GetDirectoryGroup extends Query<DirectoryGroup> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
    readonly groupId: string,
  ) {
    super();
  }
}

@QueryHandler(GetDirectoryGroup)
export class GetDirectoryGroupHandler implements IQueryHandler<GetDirectoryGroup> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ connectionId, groupId }: GetDirectoryGroup): Promise<DirectoryGroup> {
    const [row] = await this.em.execute<Found>(`select ${columns} from ${from} where d.id = $1 and d.connection_id = $2`, [
      groupId,
      connectionId,
    ]);
    if (!row) throw new NotFound('group');
    return groupOf(row, await behind(this.em, row));
  }
}

/** Counted only while the process is at it: else nobody is. */
async function behind(em: WorkspaceEm, { id, is_followed }: Found): Promise<number> {
  const [all] = is_followed ? await em.execute<{ count: number }>(howManyToBring, [id, null, null, null]) : [];
  return all?.count ?? 0;
}

const groupOf = ({ group_ids: groupIds, ...row }: Found, behindNow: number): DirectoryGroup => ({
  id: row.id,
  displayName: row.display_name,
  ...(row.external_id === null ? {} : { externalId: row.external_id }),
  members: row.members,
  ...(groupIds
    ? {
        mapping: { groupIds, products: row.products, siteIds: row.site_ids, version: row.version, behind: behindNow, refused: row.refused },
      }
    : {}),
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

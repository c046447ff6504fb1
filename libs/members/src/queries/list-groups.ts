import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { GroupReply } from '@placet/contracts';
import { NotFound, type Actor, type GroupId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import type { z } from 'zod';

export type Group = z.infer<typeof GroupReply>;

/** A group needs an address of its members where the policy names it, else where it stands above Member (F4). */
const groups = `
  select g.id, g.name, g.built_in, g.permissions, g.rank, g.sites_only, g.version,
         case when jsonb_typeof(p.values -> 'fields.emailRequiredForGroups') = 'array'
              then p.values -> 'fields.emailRequiredForGroups' ? g.id::text else g.rank > 10 end as email_required,
         (select count(*)::int from group_member gm where gm.workspace_id = g.workspace_id and gm.group_id = g.id) as members
    from user_group g left join lateral (select values from policy order by version desc limit 1) p on true`;

interface Found {
  readonly id: string;
  readonly name: string;
  readonly built_in: Group['builtIn'] | null;
  readonly permissions: Group['permissions'];
  readonly rank: number;
  readonly sites_only: boolean;
  readonly version: number;
  readonly email_required: boolean;
  readonly members: number;
}

const groupOf = (row: Found): Group => ({
  id: row.id,
  name: row.name,
  ...(row.built_in ? { builtIn: row.built_in } : {}),
  permissions: row.permissions,
  rank: row.rank,
  sitesOnly: row.sites_only,
  emailRequired: row.email_required,
  members: row.members,
  version: row.version,
});

/** All groups, the highest first; a workspace has at most a few hundred. */
export class ListGroups extends Query<Group[]> {
  constructor(readonly actor: Actor) {
    super();
  }
}

@QueryHandler(ListGroups)
export class ListGroupsHandler implements IQueryHandler<ListGroups> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute(): Promise<Group[]> {
    return (await this.em.execute<Found>(`${groups} order by g.rank desc, g.name_key, g.id`)).map(groupOf);
  }
}

/** @throws NotFound */
export class GetGroup extends Query<Group> {
  constructor(
    readonly actor: Actor,
    readonly groupId: GroupId,
  ) {
    super();
  }
}

@QueryHandler(GetGroup)
export class GetGroupHandler implements IQueryHandler<GetGroup> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ groupId }: GetGroup): Promise<Group> {
    const [row] = await this.em.execute<Found>(`${groups} where g.id = $1`, [groupId]);
    if (!row) throw new NotFound('group');
    return groupOf(row);
  }
}

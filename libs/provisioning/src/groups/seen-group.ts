import { displayName, type MemberState } from '@placet/contracts';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { NotFound, type Actor } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { answerOf, groupType, type Resource } from '@placet/scim-protocol';

interface SeenGroup {
  readonly id: string;
  readonly display_name: string;
  readonly external_id: string | null;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly members: { id: string; type: string; firstName: string; lastName: string; username: string; state: MemberState; name: string }[];
}
export class GetGroup extends Query<SeenGroup> {
  constructor(
    readonly actor: Actor,
    readonly groupId: string,
  ) {
    super();
  }
}
@QueryHandler(GetGroup)
export class GetGroupHandler implements IQueryHandler<GetGroup> {
  constructor(private readonly em: WorkspaceEm) {}
  async execute({ actor, groupId }: GetGroup): Promise<SeenGroup> {
    const [row] = await this.em.execute<SeenGroup>(
      `select d.*, (select coalesce(jsonb_agg(jsonb_build_object('id', gm.member_id, 'type', gm.member_type, 'firstName', m.first_name, 'lastName', m.last_name,
         'username', m.username, 'state', m.state, 'name', i.display_name) order by gm.added_at, gm.member_id), '[]') from directory_group_member gm
         left join member m on m.id = gm.member_id left join directory_group i on i.id = gm.member_id where gm.group_id = d.id) as members
        from directory_group d where d.id = $1 and d.connection_id = $2`,
      [groupId, actor.id],
    );
    if (!row) throw new NotFound('group');
    return row;
  }
}
export function groupAnswer(group: SeenGroup, baseUrl: string): Resource {
  const members = group.members.map((m) => ({
    value: m.id,
    $ref: `${baseUrl}/${m.type}s/${m.id}`,
    type: m.type,
    display: m.name ?? displayName(m, 'en'),
  }));
  const resource = {
    displayName: group.display_name,
    ...(group.external_id === null ? {} : { externalId: group.external_id }),
    ...(members.length ? { members } : {}),
  };
  return answerOf(groupType, resource, {
    id: group.id,
    created: group.created_at,
    lastModified: group.updated_at,
    version: group.version,
    baseUrl,
  });
}

import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, InvalidField, NotFound, type Actor, type ConnectionId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';

/** Names members whom a connection may take over although their rank or their address would forbid it; never an owner, and nobody above oneself.
 *
 * @param memberIds 1 to 1,000; who is named already stays so
 * @throws NotFound, InvalidField `memberIds`: unknown, owner, managed, or above oneself
 * @see scim.md §3
 */
export class AllowAdoption extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
    readonly memberIds: readonly string[],
  ) {
    super();
  }
}

interface Named {
  readonly known: number;
  readonly owners: number;
  readonly managed: number;
  readonly rank: number;
}

@CommandHandler(AllowAdoption)
export class AllowAdoptionHandler implements ICommandHandler<AllowAdoption> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, connectionId, memberIds }: AllowAdoption): Promise<void> {
    const [connection] = await this.em.execute('select id from directory_connection where id = $1', [connectionId]);
    if (!connection) throw new NotFound('connection');
    const ids = [...new Set(memberIds)];
    await this.refuse(ids, actor.rank);
    const named = await this.em.execute<{ member_id: string }>(
      `insert into directory_adoption (workspace_id, connection_id, member_id, allowed_by, allowed_at)
       select $1, $2, m, $3, $4 from unnest($5::uuid[]) m on conflict do nothing returning member_id`,
      [this.em.workspaceId, connectionId, actor.id, this.clock.now(), ids],
    );
    // What was read with a token says whether anybody is named.
    await this.em.execute('update directory_connection set version = version + 1 where id = $1', [connectionId]);
    for (const { member_id: member } of named)
      this.em.record({ type: 'connection.adoption_allowed', subject: { kind: 'connection', id: connectionId }, facts: { member } });
  }

  private async refuse(ids: readonly string[], rank: number): Promise<void> {
    const [named] = await this.em.execute<Named>(
      `select count(*)::int as known, (count(*) filter (where g.is_owner))::int as owners, (count(*) filter (where m.managed_by is not null))::int as managed,
              coalesce(max(g.rank), 0) as rank
         from member m left join lateral (
           select bool_or(g.built_in = 'owner') as is_owner, max(g.rank) as rank from group_member gm
             join user_group g on g.workspace_id = gm.workspace_id and g.id = gm.group_id
            where gm.workspace_id = m.workspace_id and gm.member_id = m.id) g on true
        where m.id = any($1::uuid[]) and m.kind <> 'client' and m.state <> 'erased'`,
      [ids],
    );
    if (!named || named.known < ids.length) throw new InvalidField('memberIds', 'unknown');
    if (named.owners) throw new InvalidField('memberIds', 'owner');
    if (named.managed) throw new InvalidField('memberIds', 'managed_already');
    if (named.rank > rank) throw new InvalidField('memberIds', 'rank_above_own');
  }
}

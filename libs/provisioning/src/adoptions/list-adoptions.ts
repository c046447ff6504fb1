import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { actorName, displayName, type AdoptionsReply } from '@placet/contracts';
import { NotFound, type Actor, type ConnectionId } from '@placet/kernel';
import { WorkspaceEm, statement } from '@placet/platform';
import type { z } from 'zod';

/** `$1` connection. A row without a member where nobody is named; none where there is no such connection. */
const adoptions = statement(
  'directory_adoptions',
  `select a.member_id, a.allowed_at, m.first_name, m.last_name, m.username, m.state, b.first_name as by_first_name, b.last_name as by_last_name,
          b.username as by_username, b.state as by_state
     from directory_connection c left join (directory_adoption a
       join member m on m.workspace_id = a.workspace_id and m.id = a.member_id and m.managed_by is null
       left join member b on b.workspace_id = a.workspace_id and b.id = a.allowed_by) on a.workspace_id = c.workspace_id and a.connection_id = c.id
    where c.id = $1 order by a.allowed_at desc, a.member_id limit 1000`,
);

type State = Parameters<typeof displayName>[0]['state'];
interface Row {
  readonly member_id: string | null;
  readonly allowed_at: Date;
  readonly first_name: string;
  readonly last_name: string;
  readonly username: string | null;
  readonly state: State;
  readonly by_first_name: string | null;
  readonly by_last_name: string | null;
  readonly by_username: string | null;
  readonly by_state: State | null;
}

/** Whom a connection may take over by name, and has not yet. @throws NotFound */
export class ListAdoptions extends Query<z.input<typeof AdoptionsReply>> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
  ) {
    super();
  }
}

@QueryHandler(ListAdoptions)
export class ListAdoptionsHandler implements IQueryHandler<ListAdoptions> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ actor: { language }, connectionId }: ListAdoptions): Promise<z.input<typeof AdoptionsReply>> {
    const rows = await this.em.execute<Row>(adoptions, [connectionId]);
    if (!rows.length) throw new NotFound('connection');
    const items = rows.flatMap((row) => {
      if (row.member_id === null) return [];
      const by = row.by_state && {
        firstName: row.by_first_name,
        lastName: row.by_last_name,
        username: row.by_username,
        state: row.by_state,
      };
      return [
        {
          memberId: row.member_id,
          displayName: displayName(
            { firstName: row.first_name, lastName: row.last_name, username: row.username, state: row.state },
            language,
          ),
          allowedBy: by ? displayName(by, language) : actorName('member', null, language),
          allowedAt: row.allowed_at.toISOString(),
        },
      ];
    });
    return { items };
  }
}

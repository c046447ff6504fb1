import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { displayName, type HeldQuery, type HeldReply } from '@placet/contracts';
import { NotFound, type Actor, type ConnectionId } from '@placet/kernel';
import { Cursors, WorkspaceEm, statement } from '@placet/platform';
import type { z } from 'zod';
import type { HeldWish } from './note-held.ts';

/** `$1` connection, `$2` after, `$3` how many. A row without an id where nobody is held; none where there is no such connection. */
const heldPage = statement(
  'held_page',
  `select row.*, (select count(*)::int from directory_held n where n.workspace_id = c.workspace_id and n.connection_id = c.id and n.state = 'held') as total
     from directory_connection c left join lateral (
       select h.id, h.member_id, h.wish, h.asked_at, h.asked_times, m.first_name, m.last_name, m.username, m.state
         from directory_held h join member m on m.workspace_id = h.workspace_id and m.id = h.member_id
        where h.workspace_id = c.workspace_id and h.connection_id = c.id and h.state = 'held' and ($2::uuid is null or h.id > $2)
        order by h.id limit $3) row on true
    where c.id = $1 order by row.id`,
);

interface Row {
  readonly id: string | null;
  readonly member_id: string;
  readonly wish: HeldWish;
  readonly asked_at: Date;
  readonly asked_times: number;
  readonly first_name: string;
  readonly last_name: string;
  readonly username: string | null;
  readonly state: Parameters<typeof displayName>[0]['state'];
  readonly total: number;
}

/** Whom the brake of a connection holds, in the order in which they were asked for. @throws NotFound, MalformedCursor */
export class ListHeld extends Query<z.input<typeof HeldReply>> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
    readonly asked: z.output<typeof HeldQuery>,
  ) {
    super();
  }
}

@QueryHandler(ListHeld)
export class ListHeldHandler implements IQueryHandler<ListHeld> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly cursors: Cursors,
  ) {}

  async execute({ actor, connectionId, asked }: ListHeld): Promise<z.input<typeof HeldReply>> {
    const list = `held ${connectionId}`;
    const after = this.cursors.decode(list, asked)?.[0] ?? null;
    const rows = await this.em.execute<Row>(heldPage, [connectionId, after, asked.limit + 1]);
    if (!rows.length) throw new NotFound('connection');
    const found = rows.filter((row) => row.id !== null);
    const page = found.slice(0, asked.limit);
    const last = page.at(-1)?.id;
    return {
      items: page.map((row) => ({
        id: row.id!,
        memberId: row.member_id,
        displayName: displayName(
          { firstName: row.first_name, lastName: row.last_name, username: row.username, state: row.state },
          actor.language,
        ),
        wish: row.wish,
        askedAt: row.asked_at.toISOString(),
        askedTimes: row.asked_times,
      })),
      total: rows[0]!.total,
      ...(last && found.length > page.length ? { nextCursor: this.cursors.encode(list, asked, [last]) } : {}),
    };
  }
}

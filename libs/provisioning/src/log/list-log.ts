import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { displayName, type DirectoryLogEntry, type DirectoryLogQuery, type DirectoryLogReply } from '@placet/contracts';
import { NotFound, type Actor, type ConnectionId } from '@placet/kernel';
import { Cursors, WorkspaceEm, statement } from '@placet/platform';
import type { z } from 'zod';

type Entry = z.input<typeof DirectoryLogEntry>;
type Asked = z.output<typeof DirectoryLogQuery>;

const columns = `l.id, l.at, l.code, l.method, l.path, l.status, l.took_ms, l.member_id, l.times, l.facts, l.request_id,
  m.first_name, m.last_name, m.username, m.state as member_state`;
const lines = `from directory_log l left join member m on m.workspace_id = l.workspace_id and m.id = l.member_id where l.connection_id = $1`;
const named = (
  pattern: string,
): string => `(position(lower(${pattern}) in lower(concat_ws(' ', l.facts ->> 'userName', l.facts ->> 'displayName',
  l.facts ->> 'value', l.facts ->> 'to', m.first_name, m.last_name, m.username, m.email))) > 0)`;

/** `$1` connection, `$2` codes, `$3` outcome, `$4` part of a name, `$5` before, `$6` how many. */
const page = statement(
  'directory_log_page',
  `select ${columns} ${lines} and ($2::text[] is null or l.code = any($2)) and ($3::text is null or (l.status >= 400) = ($3 = 'refused'))
      and ($4::text is null or ${named('$4')}) and ($5::uuid is null or l.id < $5)
    order by l.id desc limit $6`,
);

/** `$1` connection, `$2` after, `$3` how many. */
const news = statement('directory_log_news', `select ${columns} ${lines} and l.id > $2::uuid order by l.id limit $3`);

const connectionThere = statement('directory_connection_there', 'select id from directory_connection where id = $1');

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly code: Entry['code'];
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly took_ms: number;
  readonly member_id: string | null;
  readonly times: number;
  readonly facts: Record<string, unknown>;
  readonly request_id: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly username: string | null;
  readonly member_state: Parameters<typeof displayName>[0]['state'] | null;
}

/** What a directory called, newest first. @throws NotFound, MalformedCursor */
export class ListLog extends Query<z.input<typeof DirectoryLogReply>> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
    readonly asked: Asked,
  ) {
    super();
  }
}

@QueryHandler(ListLog)
export class ListLogHandler implements IQueryHandler<ListLog> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly cursors: Cursors,
  ) {}

  async execute({ actor, connectionId, asked }: ListLog): Promise<z.input<typeof DirectoryLogReply>> {
    const list = `directory-log ${connectionId}`;
    const before = this.cursors.decode(list, asked)?.[0] ?? null;
    const [connection] = await this.em.execute(connectionThere, [connectionId]);
    if (!connection) throw new NotFound('connection');
    const { code = null, outcome = null, limit } = asked;
    const found = await this.em.execute<Row>(page, [connectionId, code, outcome, asked.q || null, before, limit + 1]);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map((row) => entryOf(row, actor)),
      ...(last && found.length > limit ? { nextCursor: this.cursors.encode(list, asked, [last.id]) } : {}),
    };
  }
}

/** What came to the log after an entry, oldest first: for those who watch. */
export class ListLogNews extends Query<Entry[]> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
    readonly after: string,
    readonly most: number,
  ) {
    super();
  }
}

@QueryHandler(ListLogNews)
export class ListLogNewsHandler implements IQueryHandler<ListLogNews> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ actor, connectionId, after, most }: ListLogNews): Promise<Entry[]> {
    return (await this.em.execute<Row>(news, [connectionId, after, most])).map((row) => entryOf(row, actor));
  }
}

function entryOf({ at, took_ms: tookMs, member_id: memberId, request_id: requestId, ...row }: Row, { language }: Actor): Entry {
  const { first_name: firstName, last_name: lastName, username, member_state: state, facts, ...rest } = row;
  const name = state && displayName({ firstName, lastName, username, state }, language);
  return {
    ...rest,
    at: at.toISOString(),
    tookMs,
    facts: name ? { ...facts, name } : facts,
    ...(memberId ? { memberId } : {}),
    ...(requestId ? { requestId } : {}),
  };
}

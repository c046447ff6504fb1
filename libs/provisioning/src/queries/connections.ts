import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ConnectionReply } from '@placet/contracts';
import { NotFound, type Actor, type ConnectionId } from '@placet/kernel';
import { Config, WorkspaceEm } from '@placet/platform';
import type { z } from 'zod';

type Connection = z.input<typeof ConnectionReply>;

/** `$1` the base of its addresses. Instants are written by PostgreSQL as RFC 3339, since they stand inside JSON; revoked tokens are history. */
const connections = `
  select c.id, c.name, c.provider, c.on_create as "onCreate", c.seat_policy as "seatPolicy",
         json_build_object('groupIds', c.default_groups, 'seniority', c.default_seniority, 'products', c.default_products) as defaults,
         t.tokens, t.last_call_at as "lastCallAt", $1::text as "baseUrl", c.version, c.created_at as "createdAt",
         (select count(*)::int from member m where m.workspace_id = c.workspace_id and m.managed_by = c.id) as managed
    from directory_connection c
    cross join lateral (
      select max(last_used_at) as last_call_at,
             coalesce(json_agg(json_build_object('id', id, 'name', name, 'createdAt', created_at, 'expiresAt', expires_at, 'lastUsedAt', last_used_at)
               order by created_at, id) filter (where revoked_at is null), '[]') as tokens
        from directory_token t where t.workspace_id = c.workspace_id and t.connection_id = c.id) t`;

interface Row extends Omit<Connection, 'tokens' | 'lastCallAt' | 'createdAt'> {
  readonly tokens: readonly { id: string; name: string; createdAt: string; expiresAt: string; lastUsedAt: string | null }[];
  readonly lastCallAt: Date | null;
  readonly createdAt: Date;
}

/** The workspace's directory connections with their tokens; a workspace has a few. */
export class ListConnections extends Query<Connection[]> {
  constructor(readonly actor: Actor) {
    super();
  }
}

@QueryHandler(ListConnections)
export class ListConnectionsHandler implements IQueryHandler<ListConnections> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly config: Config,
  ) {}

  async execute(): Promise<Connection[]> {
    const rows = await this.em.execute<Row>(`${connections} order by c.name, c.id`, [scimBase(this.config)]);
    return rows.map(connectionOf);
  }
}

/** @throws NotFound */
export class GetConnection extends Query<Connection> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
  ) {
    super();
  }
}

@QueryHandler(GetConnection)
export class GetConnectionHandler implements IQueryHandler<GetConnection> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly config: Config,
  ) {}

  async execute({ connectionId }: GetConnection): Promise<Connection> {
    const [row] = await this.em.execute<Row>(`${connections} where c.id = $2`, [scimBase(this.config), connectionId]);
    if (!row) throw new NotFound('connection');
    return connectionOf(row);
  }
}

/** Where directories are told to go; no slash at the end. */
export const scimBase = ({ baseUrl }: Config): string => `${baseUrl}/scim/v2`;

const iso = (at: Date | string) => new Date(at).toISOString();

function connectionOf({ tokens, lastCallAt, createdAt, ...row }: Row): Connection {
  return {
    ...row,
    createdAt: iso(createdAt),
    ...(lastCallAt ? { lastCallAt: iso(lastCallAt) } : {}),
    tokens: tokens.map(({ lastUsedAt, ...token }) => ({
      ...token,
      createdAt: iso(token.createdAt),
      expiresAt: iso(token.expiresAt),
      ...(lastUsedAt ? { lastUsedAt: iso(lastUsedAt) } : {}),
    })),
  };
}

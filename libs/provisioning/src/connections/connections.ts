import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ConnectionReply } from '@placet/contracts';
import { NotFound, type Actor, type ConnectionId, type WorkspaceId } from '@placet/kernel';
import { Config, WorkspaceEm } from '@placet/platform';
import type { z } from 'zod';
import { clientIdOf } from '../credentials/client-id.ts';

type Connection = z.input<typeof ConnectionReply>;

/** `$1` the base of its addresses. Instants are written by PostgreSQL as RFC 3339, since they stand inside JSON; revoked tokens are history. */
const connections = `
  select c.id, c.name, c.provider, c.state, c.on_create as "onCreate", c.seat_policy as "seatPolicy", c.sites_from as "sitesFrom",
         c.products_from as "productsFrom", c.grace_minutes as "graceMinutes",
         case when c.brake_count is not null then json_build_object('percent', c.brake_percent, 'count', c.brake_count) end as "deactivationBrake",
         json_build_object('groupIds', c.default_groups, 'seniority', c.default_seniority, 'products', c.default_products) as defaults,
         t.tokens, o.clients, c.last_call_at as "lastCallAt", c.last_error_at as "lastErrorAt",
         $1::text || '/scim/v2' as "baseUrl", $1::text || '/oauth2/token' as "tokenUrl", c.version, c.created_at as "createdAt",
         m.managed, m.waiting,
         (select count(distinct g.member_id)::int from directory_grant g join member r on r.workspace_id = g.workspace_id and r.id = g.member_id
           where g.workspace_id = c.workspace_id and r.managed_by = c.id and g.is_refused) as refused,
         (select count(*)::int from directory_held h where h.workspace_id = c.workspace_id and h.connection_id = c.id and h.state = 'held') as held,
         (select count(*)::int from directory_group g where g.workspace_id = c.workspace_id and g.connection_id = c.id) as groups
    from directory_connection c
    cross join lateral (
      select coalesce(json_agg(json_build_object('id', id, 'name', name, 'createdAt', created_at, 'expiresAt', expires_at, 'lastUsedAt', last_used_at)
               order by created_at, id) filter (where revoked_at is null), '[]') as tokens
        from directory_token t where t.workspace_id = c.workspace_id and t.connection_id = c.id) t
    cross join lateral (
      select coalesce(json_agg(json_build_object('id', id, 'name', name, 'method', case when secret_hash is null then 'private_key_jwt' else 'client_secret' end,
               'createdAt', created_at, 'expiresAt', expires_at, 'lastUsedAt', last_used_at) order by created_at, id) filter (where revoked_at is null), '[]') as clients
        from directory_client o where o.workspace_id = c.workspace_id and o.connection_id = c.id) o
    cross join lateral (
      select count(*)::int as managed, (count(*) filter (where m.state = 'waiting' or exists (
               select from queue_entry q where q.workspace_id = m.workspace_id and q.member_id = m.id)))::int as waiting
        from member m where m.workspace_id = c.workspace_id and m.managed_by = c.id) m`;

interface Dated {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
}

interface Row extends Omit<Connection, 'tokens' | 'clients' | 'lastCallAt' | 'lastErrorAt' | 'createdAt'> {
  readonly tokens: readonly Dated[];
  readonly clients: readonly (Dated & { readonly method: 'client_secret' | 'private_key_jwt' })[];
  readonly lastCallAt: Date | null;
  readonly lastErrorAt: Date | null;
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
    const rows = await this.em.execute<Row>(`${connections} order by c.name, c.id`, [this.config.baseUrl]);
    return rows.map((row) => connectionOf(row, this.em.workspaceId));
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
    const [row] = await this.em.execute<Row>(`${connections} where c.id = $2`, [this.config.baseUrl, connectionId]);
    if (!row) throw new NotFound('connection');
    return connectionOf(row, this.em.workspaceId);
  }
}

const iso = (at: Date | string) => new Date(at).toISOString();

function connectionOf({ tokens, clients, lastCallAt, lastErrorAt, createdAt, ...row }: Row, workspaceId: WorkspaceId): Connection {
  return {
    ...row,
    createdAt: iso(createdAt),
    ...(lastCallAt ? { lastCallAt: iso(lastCallAt) } : {}),
    ...(lastErrorAt ? { lastErrorAt: iso(lastErrorAt) } : {}),
    tokens: tokens.map(dated),
    clients: clients.map((client) => ({ ...dated(client), clientId: clientIdOf(workspaceId, client.id), method: client.method })),
  };
}

const dated = ({ id, name, createdAt, expiresAt, lastUsedAt }: Dated) => ({
  id,
  name,
  createdAt: iso(createdAt),
  expiresAt: iso(expiresAt),
  ...(lastUsedAt ? { lastUsedAt: iso(lastUsedAt) } : {}),
});

import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { SessionReply } from '@placet/contracts';
import { Clock, type Actor, type MemberId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import type { z } from 'zod';
import { isLive } from '../presence-sql.ts';

export type SessionItem = z.infer<typeof SessionReply>;

/** The live sessions of one member, the newest first; of others only where a command's right was checked. */
export class ListSessions extends Query<SessionItem[]> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
  ) {
    super();
  }
}

interface Row {
  readonly id: string;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly ends_at: Date;
  readonly user_agent: string | null;
  readonly source: string | null;
}

@QueryHandler(ListSessions)
export class ListSessionsHandler implements IQueryHandler<ListSessions> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, memberId }: ListSessions): Promise<SessionItem[]> {
    const rows = await this.em.execute<Row>(
      `select s.id, s.created_at, s.last_seen_at, s.expires_at as ends_at, s.user_agent, s.source
         from session s join account a on a.workspace_id = s.workspace_id and a.member_id = s.member_id
        where s.member_id = $1 and ${isLive('$2::timestamptz')} order by s.last_seen_at desc, s.id desc limit 200`,
      [memberId, this.clock.now()],
    );
    return rows.map((row) => ({
      id: row.id,
      current: row.id === actor.sessionId,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      expiresAt: row.ends_at.toISOString(),
      ...(row.user_agent ? { userAgent: row.user_agent } : {}),
      ...(row.source ? { source: row.source } : {}),
    }));
  }
}

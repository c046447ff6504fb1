import { Inject, Injectable } from '@nestjs/common';
import { Clock, type Actor, type MemberId, type Reach, type SessionId } from '@placet/kernel';
import { SessionPrincipals, UnitOfWork, readSecretToken } from '@placet/platform';
import { sessionPrincipal, sessionSeen } from './session-sql.ts';

interface Found {
  readonly member_id: MemberId;
  readonly confirmed_at: Date;
  readonly must_change: boolean;
  readonly is_stale: boolean;
  readonly language: 'en' | 'fr';
  readonly site_ids: string[];
  readonly rank: number;
  /** whether only groups that reach no further than one's own sites grant the key */
  readonly permissions: Record<string, boolean> | null;
}

/** Reads session, account, member and groups in one trip on every request, so that whoever leaves is refused at once (`security.md` §1.2). */
@Injectable()
export class SessionsInDatabase extends SessionPrincipals {
  private readonly beingTouched = new Set<string>();

  constructor(
    @Inject(UnitOfWork) private readonly units: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    super();
  }

  async bySession(token: string, requestId: string, { isWatching = false } = {}): Promise<Actor | undefined> {
    const read = readSecretToken('session', token);
    if (!read) return undefined;
    const { workspaceId, id } = read;
    const [row] = await this.units.readTrip(workspaceId, [{ statement: sessionPrincipal, values: [read.hash, id, this.clock.now()] }]);
    if (!row) return undefined;
    const found = row as unknown as Found;
    if (found.is_stale && !isWatching) this.touch(read);
    return {
      kind: 'member',
      workspaceId,
      id: found.member_id,
      door: 'console',
      rank: found.rank,
      permissions: new Map(
        Object.entries(found.permissions ?? {}).map(([key, own]): [string, Reach] => [key, own ? 'own_sites' : 'workspace']),
      ),
      siteIds: found.site_ids,
      sessionId: id as SessionId,
      language: found.language,
      requestId,
      confirmedAt: found.confirmed_at,
      mustChangeSecret: found.must_change,
    };
  }

  /** Nobody waits for it: if it fails, the next request of this session tries again. */
  private touch({ workspaceId, id }: { workspaceId: Actor['workspaceId']; id: string }): void {
    if (this.beingTouched.has(id)) return;
    this.beingTouched.add(id);
    void this.units
      .hot(workspaceId, [{ statement: sessionSeen, values: [id, this.clock.now()] }])
      .catch(() => undefined)
      .finally(() => this.beingTouched.delete(id));
  }
}

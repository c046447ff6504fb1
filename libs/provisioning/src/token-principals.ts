import { Injectable } from '@nestjs/common';
import { Clock, connectionActor, type Actor, type ConnectionId } from '@placet/kernel';
import { DirectoryPrincipals, UnitOfWork, readSecretToken, statement } from '@placet/platform';

/** `$1` hash, `$2` now. */
const liveToken = statement(
  'live_directory_token',
  `select t.id, t.connection_id, w.scim_requests_per_second as rate,
          t.last_used_at is null or t.last_used_at <= $2::timestamptz - interval '1 minute' as is_due
     from directory_token t join workspace w on w.id = t.workspace_id
    where t.token_hash = $1 and t.revoked_at is null and t.expires_at > $2 and w.state = 'active'`,
);

/** `$1` token, `$2` now. Asked again under the lock, so that of many requests at once one writes. */
const tokenUsed = statement(
  'directory_token_used',
  `update directory_token set last_used_at = $2
    where id = $1 and (last_used_at is null or last_used_at <= $2::timestamptz - interval '1 minute')`,
);

/** Finds connections by their tokens: one read on every request, so that a revocation, an expiry and a suspended workspace hold at once. */
@Injectable()
export class TokenPrincipals extends DirectoryPrincipals {
  private readonly rates = new WeakMap<Actor, number>();

  constructor(
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async byToken(token: string, requestId: string): Promise<Actor | undefined> {
    const read = readSecretToken('scim', token);
    if (!read) return undefined;
    const now = this.clock.now();
    const [found] = await this.units.readTrip(read.workspaceId, [{ statement: liveToken, values: [read.hash, now] }]);
    if (!found) return undefined;
    if (found['is_due']) await this.units.hot(read.workspaceId, [{ statement: tokenUsed, values: [found['id'], now] }]);
    const actor = connectionActor(read.workspaceId, found['connection_id'] as ConnectionId, requestId);
    if (found['rate'] !== null) this.rates.set(actor, found['rate'] as number);
    return actor;
  }

  override requestsPerSecond(actor: Actor): number {
    return this.rates.get(actor) ?? super.requestsPerSecond(actor);
  }
}

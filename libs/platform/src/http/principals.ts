import type { Actor } from '@placet/kernel';

/** Who stands behind a credential, read from the database on every request, so that a revocation holds at once.
 *
 * A port, since the platform can't know accounts: `identity` implements sessions, `provisioning` directory tokens.
 */
export abstract class SessionPrincipals {
  /** @param how.isWatching leaves no trace that the session is used: nobody may be at the screen
   * @returns undefined where the session is unknown, ended, expired, or its member may not act any more */
  abstract bySession(token: string, requestId: string, how?: { readonly isWatching?: boolean }): Promise<Actor | undefined>;
}

/** Directory connections, by bearer token. */
export abstract class DirectoryPrincipals {
  /** @returns undefined where the token is unknown, expired or revoked in this very moment */
  abstract byToken(token: string, requestId: string): Promise<Actor | undefined>;

  /** Whoever the token named when it was last looked at, without a look at the database: his proof goes with what he asks, and before each answer
   * (`UnitOfWork.mustProve`).
   */
  claimedBy(token: string, requestId: string): Promise<Actor | undefined> {
    return this.byToken(token, requestId);
  }

  /** @returns how many requests a second the connection may send, over time; four times as many at once */
  requestsPerSecond(_actor: Actor): number {
    return 25;
  }
}

import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Ids, type Actor, type SessionId } from '@placet/kernel';
import { HotCommandHandler, NotSignedIn, UnitOfWork, eventRow, newSecretToken, type Visit } from '@placet/platform';
import { CurrentSecret } from '../current-secret.ts';
import { confirmSession } from '../sessions/session-sql.ts';
import type { SessionOpened } from '../sessions/sessions.ts';

/** Proves the secret again, for acts that need a sign-in of at most 10 minutes ago. The session goes on under a new token; the old one is dead.
 *
 * @throws InvalidField `password`, TooManyTries, SecretLocked, SecretsBusy, NotSignedIn
 */
export class ConfirmSession extends Command<SessionOpened> {
  constructor(
    readonly actor: Actor,
    readonly secret: string,
    readonly visit: Visit,
  ) {
    super();
  }
}

@HotCommandHandler(ConfirmSession)
export class ConfirmSessionHandler implements ICommandHandler<ConfirmSession> {
  constructor(
    private readonly current: CurrentSecret,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute({ actor, secret, visit }: ConfirmSession): Promise<SessionOpened> {
    const { attempt, matched } = await this.current.prove(actor, secret, { path: 'password', visit });
    const sessionId = actor.sessionId as SessionId;
    const { token, hash } = newSecretToken('session', actor.workspaceId, sessionId);
    const now = this.clock.now();
    const values = {
      member_id: actor.id,
      session_id: sessionId,
      token_hash: `\\x${hash.toString('hex')}`,
      source: visit.source,
      name: `\\x${attempt.name.toString('hex')}`,
      matched,
      now,
    };
    const event = { type: 'session.confirmed', subject: { kind: 'member', id: actor.id as string }, facts: { session: sessionId } };
    const [row] = await this.units.hot(actor.workspaceId, [
      {
        statement: confirmSession,
        values: [JSON.stringify(values), JSON.stringify([eventRow(actor, event, this.ids.next(), now)])],
      },
    ]);
    if (!row) throw new NotSignedIn();
    return { sessionId, token, expiresAt: row['expires_at'] as Date };
  }
}

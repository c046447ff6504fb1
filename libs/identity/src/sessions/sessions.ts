import { Inject, Injectable } from '@nestjs/common';
import { displayName } from '@placet/contracts';
import { Clock, Ids, type Actor, type MemberId, type SessionId } from '@placet/kernel';
import { UnitOfWork, eventRow, newSecretToken, type Visit } from '@placet/platform';
import { startSession } from './session-sql.ts';
import type { Try } from '../tries.ts';

/** A session that has just begun, or got a new token. The token is for the cookie, and is kept nowhere. */
export interface SessionOpened {
  readonly sessionId: SessionId;
  readonly token: string;
  readonly expiresAt: Date;
}

/** What a sign-in answers. */
export interface SignedIn {
  readonly session: SessionOpened;
  readonly member: { readonly id: MemberId; readonly displayName: string; readonly language: 'en' | 'fr' };
  readonly next: 'home' | 'change_secret';
}

/** What was proven before the session begins. */
export interface Proof {
  readonly attempt: Try;
  /** the stored hash that the secret matched: if it changed meanwhile, nothing begins */
  readonly matched: string;
  /** the same secret at today's cost */
  readonly rehashed?: string | undefined;
}

/** Opens sessions. */
@Injectable()
export class Sessions {
  constructor(
    @Inject(UnitOfWork) private readonly units: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
  ) {}

  /** Begins a session of a member who may be inside, in the open transaction or in a trip of its own.
   *
   * @param actor somebody who has proven nothing yet, of that workspace
   * @param proof absent where a link was the proof, as when an invitation is accepted
   * @returns undefined where the member may not be inside, or his secret changed meanwhile
   */
  async start(actor: Actor, memberId: MemberId, visit: Visit, proof?: Proof): Promise<SignedIn | undefined> {
    const sessionId = this.ids.next<SessionId>();
    const { token, hash } = newSecretToken('session', actor.workspaceId, sessionId);
    const now = this.clock.now();
    const values = {
      member_id: memberId,
      session_id: sessionId,
      token_hash: `\\x${hash.toString('hex')}`,
      user_agent: visit.userAgent ?? null,
      source: visit.source,
      name: proof ? `\\x${proof.attempt.name.toString('hex')}` : null,
      matched: proof?.matched ?? null,
      rehashed: proof?.rehashed ?? null,
      now,
    };
    const himself: Actor = { ...actor, kind: 'member', id: memberId, door: 'console' };
    const event = { type: 'session.started', subject: { kind: 'member', id: memberId }, facts: { session: sessionId } };
    const events = [eventRow(himself, event, this.ids.next(), now)];
    const [row] = await this.units.hot(actor.workspaceId, [
      { statement: startSession, values: [JSON.stringify(values), JSON.stringify(events)] },
    ]);
    return row && signedIn(row as unknown as Started, memberId, { sessionId, token });
  }
}

interface Started {
  readonly expires_at: Date;
  readonly first_name: string;
  readonly last_name: string;
  readonly username: string | null;
  readonly language: 'en' | 'fr';
  readonly must_change: boolean;
}

function signedIn(row: Started, id: MemberId, { sessionId, token }: { sessionId: SessionId; token: string }): SignedIn {
  const named = { firstName: row.first_name, lastName: row.last_name, username: row.username, state: 'active' } as const;
  return {
    session: { sessionId, token, expiresAt: row.expires_at },
    member: { id, displayName: displayName(named, row.language), language: row.language },
    next: row.must_change ? 'change_secret' : 'home',
  };
}

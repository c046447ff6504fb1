import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Clock, PermissionMissing, type Actor } from '@placet/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../config.ts';
import { RequestRates } from '../limits/request-rates.ts';
import { SessionPrincipals } from '../principals.ts';
import { ForeignOrigin, NotSignedIn, RecentSignInNeeded, SecretChangeRequired } from '../problems/refusals.ts';
import type { Access } from './access.ts';
import { SessionCookies } from './session-cookies.ts';
import { isSafe, refuseForeignOrigin } from './site-origin.ts';

const requestsPerSecond = 50;
const recentMinutes = 10;

type MemberAccess = Extract<Access, { kind: 'needs' | 'signed_in' }>;

/** Members come in with the session's cookie, and with nothing else. */
@Injectable()
export class MemberDoor {
  constructor(
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SessionCookies) private readonly cookies: SessionCookies,
    @Inject(RequestRates) private readonly rates: RequestRates,
    @Inject(ModuleRef) private readonly modules: ModuleRef,
  ) {}

  /** @throws NotSignedIn, TooManyRequests, ForeignOrigin, SecretChangeRequired, PermissionMissing, RecentSignInNeeded */
  async admit(request: FastifyRequest, reply: FastifyReply, access: MemberAccess): Promise<Actor> {
    const actor = await this.bySession(request);
    this.rates.take(`member:${actor.id}`, requestsPerSecond);
    this.refuseForgery(request, reply, actor);
    const mayCome = access.kind === 'signed_in' && access.evenBeforeSecretChange;
    if (actor.mustChangeSecret && !mayCome) throw new SecretChangeRequired();
    if (access.kind === 'needs') refuseWithout(actor, access);
    if (access.recentSignIn) this.refuseOldSignIn(actor);
    return actor;
  }

  private async bySession(request: FastifyRequest): Promise<Actor & { sessionId: string }> {
    const token = this.cookies.read(request);
    if (!token || request.headers.authorization !== undefined) throw new NotSignedIn();
    const actor = await this.modules.get(SessionPrincipals, { strict: false }).bySession(token, request.id);
    if (!actor?.sessionId) throw new NotSignedIn();
    return { ...(actor as Actor & { sessionId: string }), language: askedLanguage(request) ?? actor.language };
  }

  private refuseForgery(request: FastifyRequest, reply: FastifyReply, { sessionId }: { sessionId: string }): void {
    this.cookies.mend(request, reply, sessionId);
    if (isSafe(request)) return;
    refuseForeignOrigin(request, this.config.baseUrl, true);
    if (!this.cookies.isRepeated(request, sessionId)) throw new ForeignOrigin('token');
  }

  private refuseOldSignIn({ confirmedAt }: Actor): void {
    const ageMs = this.clock.now().getTime() - (confirmedAt?.getTime() ?? 0);
    if (ageMs > recentMinutes * 60_000) throw new RecentSignInNeeded(recentMinutes);
  }
}

/** What the reader's screen speaks, where it says so: names and words of an answer follow it, not the account (RFC 9110 §12.5.4). */
function askedLanguage({ headers }: FastifyRequest): Actor['language'] | undefined {
  const [, asked] = /^\s*(en|fr)\b/iu.exec(headers['accept-language'] ?? '') ?? [];
  return asked?.toLowerCase() as Actor['language'] | undefined;
}

function refuseWithout({ permissions }: Actor, { permission, reach }: Extract<Access, { kind: 'needs' }>): void {
  const held = permissions.get(permission);
  if (!held || (reach === 'workspace' && held !== 'workspace')) throw new PermissionMissing(permission);
}

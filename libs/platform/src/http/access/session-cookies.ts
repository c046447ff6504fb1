import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { SessionId } from '@placet/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../config.ts';

const xsrfCookie = 'XSRF-TOKEN';

/** The session's cookie, and the one that Angular repeats in `X-XSRF-TOKEN`. */
@Injectable()
export class SessionCookies {
  private readonly name: string;
  private readonly secret: string;

  constructor(@Inject(Config) config: Config) {
    // Cookies ignore ports, and several demos may run on one machine.
    this.name = config.mode === 'demo' ? `__Host-placet-${new URL(config.baseUrl).port || '80'}` : '__Host-placet';
    this.secret = config.secret;
  }

  /** @param token the session's secret token, kept by the browser only */
  set(reply: FastifyReply, token: string, sessionId: SessionId | string, expiresAt: Date): void {
    void reply.setCookie(this.name, token, { path: '/', httpOnly: true, secure: true, sameSite: 'lax', expires: expiresAt });
    this.setXsrf(reply, sessionId);
  }

  /** Takes both away. */
  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, { path: '/', httpOnly: true, secure: true, sameSite: 'lax' });
    void reply.clearCookie(xsrfCookie, { path: '/', secure: true, sameSite: 'lax' });
  }

  /** @returns the session's token, where the browser sent one */
  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.name];
  }

  /** Whether the header repeats the session's XSRF token. */
  isRepeated(request: FastifyRequest, sessionId: string): boolean {
    return isEqual(request.headers['x-xsrf-token'], this.xsrfOf(sessionId));
  }

  /** Gives the XSRF cookie again where it is missing or belongs to another session. */
  mend(request: FastifyRequest, reply: FastifyReply, sessionId: string): void {
    if (!isEqual(request.cookies[xsrfCookie], this.xsrfOf(sessionId))) this.setXsrf(reply, sessionId);
  }

  private setXsrf(reply: FastifyReply, sessionId: string): void {
    void reply.setCookie(xsrfCookie, this.xsrfOf(sessionId), { path: '/', secure: true, sameSite: 'lax' });
  }

  private xsrfOf(sessionId: string): string {
    return createHmac('sha256', this.secret).update(`xsrf:${sessionId}`).digest('base64url');
  }
}

function isEqual(given: string | string[] | undefined, expected: string): boolean {
  const [one, other] = [Buffer.from(typeof given === 'string' ? given : ''), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '@placet/kernel';
import type { FastifyRequest } from 'fastify';
import type { Access } from './access.ts';

/** That the hook let a request in, and by which rule. */
export interface Admission {
  readonly access: Access;
  /** absent on public routes */
  readonly actor?: Actor;
}

declare module 'fastify' {
  interface FastifyRequest {
    admission: Admission | null;
    /** why the answer is a no, as it was thrown: for logs */
    refusal: unknown;
  }
}

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>();

/** Who asks. @throws on a public route, which has no such person */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor = requestOf(context).admission?.actor;
  if (!actor) throw new Error('a public route has no caller');
  return actor;
});

/** What is known of somebody who has proven nothing. */
export interface Visit {
  readonly requestId: string;
  /** IPv4 address, or the /64 of an IPv6 one */
  readonly source: string;
  /** at most 300 characters */
  readonly userAgent?: string;
}

/** From where the request comes. */
export const Visitor = createParamDecorator((_: unknown, context: ExecutionContext): Visit => visitOf(requestOf(context)));

export function visitOf(request: FastifyRequest): Visit {
  const userAgent = request.headers['user-agent']?.slice(0, 300);
  return { requestId: request.id, source: sourceOf(request.ip), ...(userAgent ? { userAgent } : {}) };
}

/** Limits count per source: whoever has one IPv6 address has its whole /64. */
export function sourceOf(ip: string): string {
  const address = ip.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '').replace(/%.*$/, '');
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head ? head.split(':') : [];
  const after = tail ? tail.split(':') : [];
  const all =
    tail === undefined ? groups : [...groups, ...Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0'), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tap, type Observable } from 'rxjs';
import type { z } from 'zod';
import { says, factsOfHandler } from '../access/route-facts.ts';
import { MalformedRequest } from '../problems/malformed.ts';
import { VersionRequired } from '../problems/repetition.ts';

/** What a route answers when all went well, with its headers. */
export interface AnswerFacts<T = never> {
  readonly schema?: z.ZodType;
  readonly status: number;
  /** the number in the `ETag`, taken from the answer */
  readonly version?: (answer: T) => number;
  /** the path below `/api/v1` of what was created, taken from the answer */
  readonly location?: (answer: T) => string;
}

/** Says what a route answers: its schema (for the documentation and, in tests, a check), status and headers.
 *
 * Without a schema the answer is empty, 204. With `location` it is 201, else 200.
 */
export function Answers<S extends z.ZodType>(
  schema?: S,
  facts: { status?: number; version?: (answer: z.output<S>) => number; location?: (answer: z.output<S>) => string } = {},
): MethodDecorator {
  const status = facts.status ?? (schema ? (facts.location ? 201 : 200) : 204);
  return applyDecorators(
    HttpCode(status),
    says((known) => ({ ...known, answer: { ...facts, schema, status } as AnswerFacts })),
  );
}

/** Sets `ETag` and `Location` as the route says. */
@Injectable()
export class AnswerHeaders implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { answer: facts } = factsOfHandler(context.getHandler());
    if (!facts?.version && !facts?.location) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      tap((answer) => {
        if (facts.version) void reply.header('etag', `"${facts.version(answer as never)}"`);
        if (facts.location) void reply.header('location', encodeURI(`/api/v1${facts.location(answer as never)}`));
      }),
    );
  }
}

/** The version in `If-Match`, a whole number; undefined where there is none or `*`.
 *
 * @param demand `required`: a change without it is refused
 * @throws MalformedRequest, VersionRequired
 */
export const IfMatch = createParamDecorator((demand: 'required' | undefined, context: ExecutionContext): number | undefined => {
  const given = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (given === undefined || given === '*') {
    if (demand === 'required') throw new VersionRequired();
    return undefined;
  }
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(given)?.[1];
  if (version === undefined) throw new MalformedRequest('if_match');
  return Number(version);
});

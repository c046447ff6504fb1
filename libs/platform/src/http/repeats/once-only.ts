import { createHmac } from 'node:crypto';
import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Clock, DomainError } from '@placet/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lastValueFrom, of, type Observable } from 'rxjs';
import { Config } from '../../config.ts';
import { translated } from '../../database/constraints.ts';
import type { Unit } from '../../database/unit.ts';
import { UnitOfWork } from '../../database/unit-of-work.ts';
import { isSafe } from '../access/site-origin.ts';
import { MalformedRequest } from '../problems/malformed.ts';
import { problemOf } from '../problems/problem-answer.ts';
import { IdempotencyKeyReused } from '../problems/repetition.ts';
import { claimKey, keepAnswer, type KeptAnswer, type KeyedRequest } from './kept-answers.ts';

type Outcome = { readonly body: unknown } | { readonly refusal: DomainError } | { readonly replay: KeptAnswer };

/** `Idempotency-Key`: the same request has its effect once and the same answer each time, refusals too.
 *
 * Key, effect and answer are one transaction, which this interceptor opens and the handler's commands join. So a crash leaves all
 * of it or nothing, and a workspace that the operator opens can't be opened twice.
 */
@Injectable()
export class OnceOnly implements NestInterceptor {
  constructor(
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(UnitOfWork) private readonly units: UnitOfWork,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = this.keyed(http.getRequest<FastifyRequest>());
    if (!request) return next.handle();
    const outcome = await this.units.write(request.actor, (unit) => settle(unit, request, reply, next));
    if ('refusal' in outcome) throw outcome.refusal;
    return of('replay' in outcome ? replay(outcome.replay, reply) : outcome.body);
  }

  /** Public calls carry single-use tokens, and directories repeat by their own rules: keys are the members' and the operator's. */
  private keyed(request: FastifyRequest): KeyedRequest | undefined {
    const { admission, headers, method, url, body } = request;
    const key = headers['idempotency-key'];
    const actor = admission?.actor;
    if (key === undefined || isSafe(request) || !actor || actor.kind === 'connection') return undefined;
    if (typeof key !== 'string' || !/^[\x21-\x7e]{16,128}$/.test(key)) throw new MalformedRequest('idempotency_key');
    // Keyed, since the body may hold a PIN, of which there are few.
    const text = JSON.stringify([method, url, headers['if-match'], body]);
    return { actor, key, hash: createHmac('sha256', this.config.secret).update(text).digest(), now: this.clock.now() };
  }
}

async function settle(unit: Unit, request: KeyedRequest, reply: FastifyReply, next: CallHandler): Promise<Outcome> {
  const earlier = await claimKey(unit, request);
  if (earlier) {
    if (!earlier.hash.equals(request.hash)) throw new IdempotencyKeyReused();
    return { replay: earlier.answer };
  }
  await unit.run({ statement: 'savepoint before_the_effect', values: [] });
  try {
    const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
    await unit.flush();
    await keepAnswer(unit, request, answerOf(body, reply));
    return { body };
  } catch (error) {
    const refusal = translated(error);
    const problem = problemOf(refusal, reply.request.id);
    if (!(refusal instanceof DomainError) || !isKept(problem.status)) throw error;
    if (refusal !== unit.keptRefusal) await undoEffect(unit);
    const headers = { ...problem.headers, 'content-type': 'application/problem+json' };
    await keepAnswer(unit, request, { status: problem.status, headers, body: JSON.stringify(problem.body) });
    return { refusal };
  }
}

/** What may be another answer the next time is not kept. */
const isKept = (status: number): boolean => status < 500 && ![401, 408, 429].includes(status);

/** Back to the savepoint; what the aggregates remember of the undone work must not be written later. */
async function undoEffect(unit: Unit): Promise<void> {
  unit.em.clear();
  unit.raised.length = 0;
  await unit.run({ statement: 'rollback to savepoint before_the_effect', values: [] });
}

/** A secret is told once: it is never stored, and the replay says so. */
function answerOf(body: unknown, reply: FastifyReply): KeptAnswer {
  const kept = hasSecret(body) ? { ...body, secret: undefined, secretWithheld: true } : body;
  const headers = Object.fromEntries(
    ['etag', 'location'].flatMap((name) => {
      const value = reply.getHeader(name);
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
  return { status: reply.statusCode, headers, ...(kept === undefined ? {} : { body: JSON.stringify(kept) }) };
}

const hasSecret = (body: unknown): body is { secret: unknown } =>
  typeof body === 'object' && body !== null && (body as { secret?: unknown }).secret !== undefined;

function replay({ status, headers, body }: KeptAnswer, reply: FastifyReply): unknown {
  void reply.status(status).headers(headers).header('idempotent-replayed', 'true');
  return body === undefined ? undefined : (JSON.parse(body) as unknown);
}

import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { DomainError } from '@placet/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { formOf } from './error-form.ts';
import { factsOfRoute } from '../access/route-facts.ts';
import { BodyTooLarge, MethodNotAllowed, NoSuchRoute } from './malformed.ts';
import { asRefusal, problemOf } from './problem-answer.ts';

/** Every error of every route, hook and parser ends here. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}

/** Answers with the problem, in the form of its path. Faults are logged, with class and stack only. */
export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const told = toldAs(thrown, request);
  if (reply.sent) return;
  void reply.status(told.status).headers(told.headers).type(told.contentType).serializer(JSON.stringify).send(told.body);
}

/** For an answer that is on its way: the problem goes in its place. @returns the payload */
export function problemInstead(thrown: unknown, request: FastifyRequest, reply: FastifyReply): string {
  const told = toldAs(thrown, request);
  for (const name of ['etag', 'location', 'content-length']) void reply.removeHeader(name);
  void reply.status(told.status).headers(told.headers).type(told.contentType);
  return JSON.stringify(told.body);
}

function toldAs(thrown: unknown, request: FastifyRequest) {
  const refusal = refusalOf(thrown, request);
  request.refusal = refusal;
  const problem = problemOf(refusal, request.id);
  if (problem.status >= 500) request.log.error({ err: thrown }, 'fault');
  const form = formOf(pathOf(request));
  const told = form?.tell(refusal, problem, request.url) ?? problem;
  const contentType = form?.contentType ?? 'application/problem+json';
  return { status: told.status, headers: { ...problem.headers, ...told.headers }, contentType, body: told.body };
}

/** A path that nothing serves may be served under other methods. */
function refusalOf(thrown: unknown, request: FastifyRequest): DomainError {
  const refusal = asRefusal(thrown);
  if (refusal instanceof BodyTooLarge) return new BodyTooLarge(factsOfRoute(request.routeOptions)?.mostBody ?? refusal.limit);
  if (!request.is404 || !(refusal instanceof NoSuchRoute)) return refusal;
  const allowed = request.server.routeMap.methodsAt(pathOf(request));
  return allowed.length && !allowed.includes(request.method) ? new MethodNotAllowed(allowed) : refusal;
}

/** The path, also of a request that names the whole address (RFC 9112, section 3.2.2). */
const pathOf = ({ url }: FastifyRequest): string => url.replace(/^https?:\/\/[^/?]*/i, '').split('?', 1)[0] ?? '';

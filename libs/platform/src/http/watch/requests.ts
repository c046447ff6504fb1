import type { FastifyInstance } from 'fastify';
import { requestSeconds } from './metrics.ts';

/** One line and one measure a request: who, which route, what came of it. The route's pattern, since a path may hold more than it should. */
export function watchRequests(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', async (request, reply) => {
    const { actor } = request.admission ?? {};
    const { method } = request;
    const route = (request.is404 ? undefined : request.routeOptions.url) ?? 'none';
    const { statusCode: status, elapsedTime } = reply;
    requestSeconds.observe({ method, route, status }, elapsedTime / 1000);
    const who = actor && { actorKind: actor.kind, actorId: actor.id, workspaceId: actor.workspaceId };
    request.log.info({ method, route, status, ms: Math.round(elapsedTime * 10) / 10, ...who }, 'answered');
  });
}

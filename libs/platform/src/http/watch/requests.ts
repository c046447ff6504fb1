import type { FastifyInstance } from 'fastify';

/** One line a request: who, which route, what came of it. The route's pattern, since a path may hold more than it should. */
export function watchRequests(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', async (request, reply) => {
    const { actor } = request.admission ?? {};
    request.log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.is404 ? undefined : request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        actorKind: actor?.kind,
        actorId: actor?.id,
        workspaceId: actor?.workspaceId,
      },
      'answered',
    );
  });
}

import cookie from '@fastify/cookie';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Config } from '../config.ts';
import { UnitOfWork } from '../database/unit-of-work.ts';
import { Doorkeeper } from './access/doorkeeper.ts';
import { proveBeforeAnswers } from './access/prove-before-answers.ts';
import { factsOfRoute } from './access/route-facts.ts';
import { readBodies } from './messages/body-parsers.ts';
import { NotSignedIn } from './problems/refusals.ts';
import { securityHeaders } from './security-headers.ts';
import { watchRequests } from './watch/requests.ts';

/** What stands before every route: headers, log, cookies, the door, parsers. Hooks run in this order. */
export async function installFrame(app: NestFastifyApplication, fastify: FastifyInstance): Promise<void> {
  const headers = securityHeaders(app.get(Config));
  fastify.decorateRequest('admission', null);
  fastify.decorateRequest('refusal', undefined);
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers(headers).header('x-request-id', request.id);
  });
  watchRequests(fastify);
  await fastify.register(cookie);
  const doorkeeper = app.get(Doorkeeper);
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.is404) return;
    const facts = factsOfRoute(request.routeOptions);
    if (!facts) throw new NotSignedIn();
    request.admission = await doorkeeper.admit(request, reply, facts);
  });
  proveBeforeAnswers(fastify, app.get(UnitOfWork));
  readBodies(fastify);
}

import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import { Doorkeeper } from './access/doorkeeper.ts';
import { factsOfRoute } from './access/route-facts.ts';
import { readJsonOnly } from './messages/body-parsers.ts';
import { NotSignedIn } from './problems/refusals.ts';
import { watchRequests } from './watch/requests.ts';

/** What stands before every route: ids, headers, cookies, the door, parsers, the log. Hooks run in this order. */
export async function installFrame(app: NestFastifyApplication, fastify: FastifyInstance, config: Config): Promise<void> {
  fastify.decorateRequest('admission', null);
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id).header('cache-control', 'no-store');
  });
  watchRequests(fastify);
  await fastify.register(helmet, securityHeaders(config));
  await fastify.register(cookie);
  const doorkeeper = app.get(Doorkeeper);
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.is404) return;
    const facts = factsOfRoute(request.routeOptions);
    if (!facts) throw new NotSignedIn();
    request.admission = await doorkeeper.admit(request, reply, facts);
  });
  readJsonOnly(fastify);
}

/** Answers are data: a browser that is made to show one may do nothing with it. Pages set their own policy. */
const securityHeaders = ({ baseUrl }: Config) => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: [`'none'`], frameAncestors: [`'none'`], baseUri: [`'none'`], formAction: [`'none'`] },
  },
  strictTransportSecurity: baseUrl.startsWith('https:') ? { maxAge: 63_072_000, includeSubDomains: true } : (false as const),
  referrerPolicy: { policy: 'no-referrer' as const },
  xFrameOptions: { action: 'deny' as const },
  crossOriginEmbedderPolicy: false,
});

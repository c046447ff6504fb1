import type { IncomingMessage } from 'node:http';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Type } from '@nestjs/common';
import { Ids } from '@placet/kernel';
import { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Config } from '../config.ts';
import { installFrame } from './frame.ts';
import { mostBody } from './messages/body-parsers.ts';
import { sendProblem } from './problems/problem-filter.ts';
import { RouteMap } from './route-map.ts';
import { securityHeaders } from './security-headers.ts';
import { makeLog, NestLog } from './watch/log.ts';

const outsideRest = ['scim', 'operator', 'health', 'problems', 'oauth2', '.well-known'].flatMap((path) => [path, `${path}/{*rest}`]);

/** An application with everything that is the same for every route; further routes may be added until it is opened.
 *
 * @param root imports PlatformModule, HttpModule and the contexts
 */
export function httpApp(root: Type, config: Config = Config.fromProcess(), log = makeLog(config)): Promise<NestFastifyApplication> {
  return Config.within(config, async () => {
    const adapter = new FastifyAdapter({
      loggerInstance: log,
      logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
      genReqId: ({ headers }: IncomingMessage) => requestIdOf(headers['x-request-id']),
      // Fastify takes a bare number as "trust nobody" since 5.12: a peer that is no proxy could forge hops. How many there are is configured.
      trustProxy: config.trustProxy ? (_address: string, hop: number) => hop < config.trustProxy : false,
      bodyLimit: mostBody,
      requestTimeout: 30_000,
      forceCloseConnections: 'idle',
      routerOptions: { maxParamLength: 512 },
      frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
        // The router found no way in, so no hook ran.
        void reply.headers(securityHeaders(config)).header('x-request-id', request.id);
        sendProblem(error, request, reply);
      },
      multipart: false,
    } as never);
    const options = { bodyParser: false, logger: new NestLog(log), abortOnError: false };
    const app = await NestFactory.create<NestFastifyApplication>(root, adapter, options);
    const fastify = fastifyOf(app);
    fastify.decorate('routeMap', new RouteMap(fastify));
    app.setGlobalPrefix('api/v1', { exclude: outsideRest });
    await installFrame(app, fastify);
    return app;
  });
}

/** The Fastify under a Nest application, with its own types. */
export const fastifyOf = (app: NestFastifyApplication): FastifyInstance => app.getHttpAdapter().getInstance() as unknown as FastifyInstance; // Nest types it for any server, with other generics

/** Starts the providers and checks that no route is open by oversight. @throws with the names of those that are */
export async function opened(app: NestFastifyApplication): Promise<NestFastifyApplication> {
  const fastify = fastifyOf(app);
  try {
    await app.init();
    await fastify.ready();
    fastify.routeMap.refuseUnguarded();
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

declare module 'fastify' {
  interface FastifyInstance {
    routeMap: RouteMap;
  }
}

const ids = new Ids();

/** A caller's own id is kept where it is harmless in logs and headers. */
const requestIdOf = (given: string | string[] | undefined): string =>
  typeof given === 'string' && /^[\w.-]{8,100}$/.test(given) ? given : ids.next();

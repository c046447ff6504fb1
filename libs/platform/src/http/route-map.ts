import type { FastifyInstance, RouteOptions } from 'fastify';
import { factsOfRoute, type RouteFacts } from './access/route-facts.ts';

/** A route as Fastify serves it. */
export interface ServedRoute {
  readonly method: string;
  /** with `:parameters`, or ending in `*` */
  readonly url: string;
  readonly facts: RouteFacts | undefined;
}

/** All routes of the process, whoever registered them. */
export class RouteMap {
  private readonly all: { readonly method: string; readonly options: RouteOptions }[] = [];

  /** Watches an instance from before its first route on. */
  constructor(fastify: FastifyInstance) {
    fastify.addHook('onRoute', (options) => {
      const mostBody = factsOfRoute(options)?.mostBody;
      if (mostBody !== undefined) options.bodyLimit = mostBody;
      for (const method of [options.method].flat()) this.all.push({ method, options });
    });
  }

  get routes(): readonly ServedRoute[] {
    return this.all.map(({ method, options: { url, config } }) => ({ method, url, facts: factsOfRoute({ config }) }));
  }

  /** @throws naming each route that says nothing, or two things, about who may come */
  refuseUnguarded(): void {
    const open = this.routes.filter(({ facts }) => facts?.access.length !== 1).map(({ method, url }) => `${method} ${url}`);
    if (open.length)
      throw new Error(
        `These routes do not say who may come (@Needs, @SignedIn, @Public, @Operator or @Directory, one each): ${open.join(', ')}`,
      );
  }

  /** @param path without its query. @returns the methods under which it is served, but for pages that answer any path */
  methodsAt(path: string): string[] {
    const here = this.all.filter(({ options: { url } }) => !url.includes('*') && patternOf(url).test(path));
    return [...new Set(here.map(({ method }) => method))].sort();
  }
}

const patternOf = (url: string): RegExp => new RegExp(`^${url.split('/').map(segmentOf).join('/')}$`);

const segmentOf = (segment: string): string =>
  segment.startsWith(':') ? '[^/]+' : segment.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

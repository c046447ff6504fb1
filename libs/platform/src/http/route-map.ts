import type { FastifyInstance } from 'fastify';
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
  private readonly all: (ServedRoute & { readonly pattern: RegExp })[] = [];

  /** Watches an instance from before its first route on. */
  constructor(fastify: FastifyInstance) {
    fastify.addHook('onRoute', ({ method, url, config }) => {
      const pattern = new RegExp(`^${url.split('/').map(segmentOf).join('/')}$`);
      for (const one of [method].flat()) this.all.push({ method: one, url, pattern, facts: factsOfRoute({ config }) });
    });
  }

  get routes(): readonly ServedRoute[] {
    return this.all;
  }

  /** @throws naming each route that says nothing, or two things, about who may come */
  refuseUnguarded(): void {
    const open = this.all.filter(({ facts }) => facts?.access.length !== 1).map(({ method, url }) => `${method} ${url}`);
    if (open.length)
      throw new Error(
        `These routes do not say who may come (@Needs, @SignedIn, @Public, @Operator or @Directory, one each): ${open.join(', ')}`,
      );
  }

  /** @param path without its query. @returns the methods under which it is served, but for pages that answer any path */
  methodsAt(path: string): string[] {
    return [...new Set(this.all.filter(({ url, pattern }) => !url.includes('*') && pattern.test(path)).map(({ method }) => method))].sort();
  }
}

const segmentOf = (segment: string): string =>
  segment.startsWith(':') ? '[^/]+' : segment === '*' ? '.*' : segment.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

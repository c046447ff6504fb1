import { RouteConfig } from '@nestjs/platform-fastify';
import type { AnswerFacts } from '../messages/answers.ts';
import type { Access } from './access.ts';

/** Limits that count in the database, over all processes. */
export type LimitName = 'sign_in' | 'reset' | 'public';

/** What the decorators of a route say of it, where the hook before the body is read finds it, too. */
export interface RouteFacts {
  readonly access: readonly Access[];
  readonly limit?: LimitName;
  readonly answer?: AnswerFacts;
  /** in bytes, where it is more than everywhere else */
  readonly mostBody?: number;
  /** reads a form, and no JSON */
  readonly readsForm?: boolean;
}

const key = Symbol('what a route says of itself');
type Described = { [key]?: RouteFacts };

export const factsOfHandler = (handler: object): RouteFacts => (handler as Described)[key] ?? { access: [] };

/** @param routeOptions of Fastify. @returns what its handler says, or what a route without a controller was registered with */
export const factsOfRoute = (routeOptions: { config?: object } | undefined): RouteFacts | undefined =>
  (routeOptions?.config as { placet?: RouteFacts } | undefined)?.placet;

/** Adds to what a route says. */
export const says =
  (add: (facts: RouteFacts) => RouteFacts): MethodDecorator =>
  (target, name, descriptor) => {
    const facts = add(factsOfHandler(descriptor.value as object));
    (descriptor.value as Described)[key] = facts;
    RouteConfig({ placet: facts })(target, name, descriptor as never);
  };

/** The config of a route that no controller serves: open to everybody. */
export const openToAll: { placet: RouteFacts } = { placet: { access: [{ kind: 'public' }] } };

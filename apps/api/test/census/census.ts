import { Agent, request as send } from 'node:http';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { factsOfHandler, fastifyOf, type Access, type RouteFacts } from '@placet/platform';
import { contentTypes, forms, harmless } from './forms.ts';

/** Who asks, and with what. The content types are tried by somebody whom the door lets in. */
export interface Askers {
  readonly nobody: Record<string, string>;
  readonly plain: () => Promise<Record<string, string>>;
  readonly mighty: (kind: Access['kind']) => Record<string, string>;
}

/** What a census counted; each list names what is wrong. */
export interface Census {
  routes: number;
  readonly withoutGuard: string[];
  readonly withoutSchema: string[];
  readonly differences: string[];
  readonly bareAnswers: string[];
  variants: number;
}

interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly bare: string[];
}

const headersOfAll = ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'cache-control', 'x-request-id'];
/** What the door, the router or the parser says; whatever else is answered, a handler was entered. */
const refusals = new Set(
  ['not_signed_in', 'permission_missing', 'foreign_origin', 'secret_change_required', 'recent_sign_in_needed', 'too_many_requests'].concat([
    'no_such_route',
    'method_not_allowed',
    'malformed_request',
    'unsupported_media_type',
    'body_too_large',
  ]),
);
const isRefused = ({ status, code }: Answer) => (code ? refusals.has(code) : [400, 401, 403, 404, 405, 415, 501].includes(status));

/** Counts every route, and tries each in forms and content types that must not change who is let in.
 *
 * @param isTried leaves routes out of the trial, not of the count
 */
export async function takeCensus(app: NestFastifyApplication, askers: Askers, isTried = (_url: string) => true): Promise<Census> {
  const { routeMap } = fastifyOf(app);
  const handlers = [...handlersOf(app)];
  const census: Census = {
    routes: 0,
    withoutGuard: [],
    withoutSchema: schemaless(handlers),
    differences: [],
    bareAnswers: [],
    variants: 0,
  };
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const ask = asking(await app.getUrl(), agent, census);
  let plain = await askers.plain();
  for (const { method, url, facts } of routeMap.routes) {
    census.routes++;
    const [access, second] = facts?.access ?? [];
    if (!access || second) census.withoutGuard.push(`${method} ${url}`);
    if (!tried.has(method) || url.includes('*') || !isTried(url)) continue;
    const path = url.replaceAll(/:(\w+)/g, (_, name) => samples[name as 'id'] ?? samples.id);
    for (const headers of [askers.nobody, plain]) await tryForms(ask, census, { method, path, headers });
    const handler = handlers.find(({ facts: its }) => its === facts);
    if (handler && readsBody(handler))
      await tryContentTypes(ask, census, { method, path, headers: askers.mighty(access?.kind ?? 'public') });
    // A route for whoever is signed in was entered just now, and may have signed him out.
    if (access?.kind === 'signed_in' && method !== 'GET') plain = await askers.plain();
  }
  agent.destroy();
  return census;
}

const tried = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const samples = { id: '01890000-0000-7000-8000-000000000000', product: 'core', code: 'core' };

async function tryForms(ask: Ask, census: Census, usual: Question): Promise<void> {
  const isShut = isRefused(await ask(usual));
  await Promise.all(
    forms.map(async ({ name, write }) => {
      const written = write(usual);
      const answer = await ask({ ...usual, ...written, headers: { ...usual.headers, ...written.headers } });
      census.variants++;
      const isElsewhere = written.path === harmless && answer.status === 200;
      if (isShut && !isRefused(answer) && !isElsewhere) census.differences.push(`${usual.method} ${usual.path}, ${name}: ${answer.status}`);
    }),
  );
}

/** An invalid body, in whatever type it comes, is read and refused, or not read at all. */
async function tryContentTypes(ask: Ask, census: Census, usual: Question): Promise<void> {
  await Promise.all(
    contentTypes.map(async (type) => {
      const answer = await ask({ ...usual, headers: { ...usual.headers, 'content-type': type }, body: '{"unheardOf":true}' });
      census.variants++;
      const isFine = [400, 401, 403, 404, 415, 422, 428].includes(answer.status);
      if (!isFine) census.differences.push(`${usual.method} ${usual.path}, ${type}: ${answer.status}`);
    }),
  );
}

interface Question {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}
type Ask = (question: Question) => Promise<Answer>;

/** Over a socket: an injected request would be tidied up before it arrives. */
function asking(base: string, agent: Agent, census: Census): Ask {
  const { hostname, port } = new URL(base.replace('[::1]', '127.0.0.1'));
  return ({ method, path, headers, body }: Question) =>
    new Promise<Answer>((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const sent = send({ agent, hostname, port, method, path, headers: { ...headers, ...length } }, (reply) => {
        const chunks: Buffer[] = [];
        reply
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('end', () => {
            const bare = headersOfAll.filter((name) => reply.headers[name] === undefined);
            if (bare.length) census.bareAnswers.push(`${method} ${path}: ${bare.join(', ')}`);
            resolve({ status: reply.statusCode ?? 0, code: codeIn(Buffer.concat(chunks).toString()), bare });
          });
      });
      sent.on('error', (error) => reject(new Error(`${method} ${path} ${JSON.stringify(headers)}: ${error.message}`))).end(body);
    });
}

function codeIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { code?: string }).code;
  } catch {
    return undefined;
  }
}

interface Handler {
  readonly name: string;
  readonly reads: readonly (readonly [kind: string, schema: unknown])[];
  readonly facts: RouteFacts;
  readonly isOfProtocol: boolean;
}

function* handlersOf(app: NestFastifyApplication): Iterable<Handler> {
  for (const { controllers } of app.get(ModulesContainer).values()) {
    for (const { metatype } of controllers.values()) {
      const descriptors = Object.getOwnPropertyDescriptors((metatype?.prototype ?? {}) as object);
      for (const [name, { value }] of Object.entries(descriptors) as [string, { value?: object }][]) {
        if (typeof value !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, value)) continue;
        const given = (Reflect.getMetadata(ROUTE_ARGS_METADATA, metatype as object, name) ?? {}) as Record<string, { schema?: unknown }>;
        const reads = Object.entries(given).map(([key, { schema }]) => [key.split(':')[0] ?? '', schema] as const);
        const isOfProtocol = String(Reflect.getMetadata(PATH_METADATA, metatype as object)).startsWith('scim/');
        yield { isOfProtocol, name: `${metatype?.name}.${name}`, reads, facts: factsOfHandler(value) };
      }
    }
  }
}

const { BODY, QUERY, PARAM } = RouteParamtypes;
const readsBody = ({ reads }: Handler) => reads.some(([kind]) => kind === String(BODY));

/** Whatever a handler reads has a schema, and so has what it answers. Pages for people answer HTML, and SCIM has a schema table of its own. */
function schemaless(handlers: readonly Handler[]): string[] {
  return handlers.flatMap(({ name, reads, facts, isOfProtocol }) => {
    if (isOfProtocol || name.startsWith('ProblemPages')) return [];
    const isOpen = reads.some(([kind, schema]) => [BODY, QUERY, PARAM].map(String).includes(kind) && !schema);
    return isOpen || !facts.answer ? [name] : [];
  });
}

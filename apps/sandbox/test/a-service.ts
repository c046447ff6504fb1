import Fastify from 'fastify';

/** What a service was asked. */
export interface Asked {
  method: string;
  path: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- specs look into bodies of every shape
  body: any;
  headers: Record<string, unknown>;
}

type Resource = Record<string, unknown> & { id: string };
const listResponse = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const error = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** A service just clever enough to see what a directory sends it: it keeps what it is given, and finds by `eq`. */
export async function aService() {
  const server = Fastify({ forceCloseConnections: true });
  const asked: Asked[] = [];
  const kept: Record<string, Map<string, Resource>> = { Users: new Map(), Groups: new Map() };
  const refusals: { status: number; detail: string; times: number }[] = [];
  let count = 0;
  // Okta and Entra name a type on DELETE, too, where no body follows.
  server.addContentTypeParser('application/scim+json', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body ? JSON.parse(String(body)) : undefined),
  );
  server.post('/oauth2/token', () => ({ access_token: 'access', token_type: 'Bearer', expires_in: 3600 }));
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  server.addHook('preHandler', async ({ method, url, body, headers }, reply) => {
    asked.push({ method, path: url, body, headers });
    const refusal = url.startsWith('/oauth2') ? undefined : refusals.find(({ times }) => times > 0);
    if (headers.authorization !== 'Bearer good' && headers.authorization !== 'Bearer access' && !url.startsWith('/oauth2')) {
      await reply.code(401).send({ schemas: [error], status: '401', detail: 'This token is not known.' });
    } else if (refusal) {
      refusal.times--;
      await reply
        .code(refusal.status)
        .header('retry-after', '0')
        .send({ schemas: [error], status: String(refusal.status), detail: refusal.detail });
    }
  });
  server.get<{ Params: { kind: string }; Querystring: { filter?: string } }>('/scim/v2/:kind', ({ params, query }) => {
    const terms = (query.filter ?? '').split(' and ').map((term) => /^(\S+) eq "(.*)"$/.exec(term) ?? ([] as string[]));
    const found = [...kept[params.kind]!.values()].filter((one) => terms.every(([, name, value]) => !name || one[name] === value));
    return { schemas: [listResponse], totalResults: found.length, itemsPerPage: found.length, startIndex: 1, Resources: found };
  });
  server.post<{ Params: { kind: string }; Body: object }>('/scim/v2/:kind', ({ params, body }, reply) => {
    const resource = { ...(body as object), id: `r${++count}` };
    kept[params.kind]!.set(resource.id, resource);
    return reply.code(201).send(resource);
  });
  const one = '/scim/v2/:kind/:id';
  type One = { Params: { kind: string; id: string }; Body: object };
  const missing = { schemas: [error], status: '404', detail: 'No such resource.' };
  server.get<One>(one, ({ params }, reply) => kept[params.kind]!.get(params.id) ?? reply.code(404).send(missing));
  server.put<One>(one, ({ params, body }) => {
    const resource = { ...(body as object), id: params.id };
    kept[params.kind]!.set(params.id, resource);
    return resource;
  });
  server.patch<One>(one, ({ params }, reply) =>
    kept[params.kind]!.has(params.id) ? reply.code(204).send() : reply.code(404).send(missing),
  );
  server.delete<One>(one, ({ params }, reply) => reply.code(kept[params.kind]!.delete(params.id) ? 204 : 404).send());

  const address = new URL(await server.listen({ host: '127.0.0.1', port: 0 }));
  return {
    root: address.origin,
    baseUrl: `${address.origin}/scim/v2`,
    users: kept['Users']!,
    groups: kept['Groups']!,
    /** what came since the last time this was called */
    heard: () => asked.splice(0),
    /** refuses the next calls */
    refuse: (status: number, detail: string, times: number) => void refusals.push({ status, detail, times }),
    close: () => server.close(),
  };
}

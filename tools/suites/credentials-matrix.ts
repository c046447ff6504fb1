import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { fastifyOf, type ServedRoute } from '@placet/platform';
import type { Credential, CredentialsGround } from './credentials-ground.ts';

type Door = Credential['opens'] | 'anybody';

/** What was counted, and everything that was not as it has to be. */
export interface Matrix {
  routes: number;
  probes: number;
  foreignProbes: number;
  /** a credential that came in where another kind is asked for, or did not where it is the kind */
  readonly wrongDoors: string[];
  /** a thing of another workspace was shown or changed */
  readonly leaks: string[];
  /** whether a thing of another workspace exists could be told */
  readonly differences: string[];
}

/** Addresses that anybody may ask for. Whatever else says so is found. */
const forAnybody =
  /^\/(health|problems|oauth2|\.well-known)\b|^\/api\/v1\/(sign-in|password-resets|invitations\/(preview|accept))\b|^\/scim\/v2\/(ServiceProviderConfig|ResourceTypes|Schemas)\b/;

const doorOf = (url: string): Door =>
  forAnybody.test(url) ? 'anybody' : url.startsWith('/scim/') ? 'directory' : url.startsWith('/operator/') ? 'operator' : 'session';

const unknown = '01890000-0000-7000-8000-000000000000';

/** Shows every credential at every door, and asks with each live one for what belongs to another workspace. */
export async function tryEverything({ app, credentials, ids }: CredentialsGround): Promise<Matrix> {
  const matrix: Matrix = { routes: 0, probes: 0, foreignProbes: 0, wrongDoors: [], leaks: [], differences: [] };
  const routes = fastifyOf(app).routeMap.routes.filter(
    ({ method, url }) => method !== 'HEAD' && method !== 'OPTIONS' && !url.includes('*'),
  );
  for (const route of routes) {
    matrix.routes++;
    for (const credential of credentials) await atTheDoor(app, matrix, route, credential);
    for (const credential of credentials)
      if (credential.opens === doorOf(route.url)) await forTheForeign(app, matrix, route, credential, ids);
  }
  return matrix;
}

/** Whoever has the right key only looks: what he may change, he would change. */
async function atTheDoor(app: NestFastifyApplication, matrix: Matrix, { method, url }: ServedRoute, { name, opens, headers }: Credential) {
  const door = doorOf(url);
  if (door === 'anybody' || (opens === door && method !== 'GET')) return;
  const { status } = await ask(app, method, url.replaceAll(/:\w+/g, unknown), headers);
  matrix.probes++;
  const isIn = status !== 401;
  if (isIn !== (opens === door)) matrix.wrongDoors.push(`${name} at ${method} ${url}: ${status}`);
}

/** The same answer for a thing of others as for one that never was. The operator's workspaces are all his. */
async function forTheForeign(
  app: NestFastifyApplication,
  matrix: Matrix,
  { method, url }: ServedRoute,
  { name, opens, headers }: Credential,
  ids: CredentialsGround['ids'],
) {
  if (opens === 'operator' || !url.includes(':')) return;
  const named = url.replaceAll(/([\w-]+)\/:(\w+)/g, (whole, kind: string, parameter: string) => {
    const id = ids[parameter] ?? ids[kind];
    return id ? `${kind}/${id}` : whole;
  });
  if (named === url) return;
  const [foreign, none] = [named.replaceAll(/:\w+/g, unknown), url.replaceAll(/:\w+/g, unknown)];
  const theirs = await ask(app, method, foreign, headers);
  const nobodys = await ask(app, method, none, headers);
  matrix.foreignProbes++;
  const what = `${name}: ${method} ${url}`;
  if (theirs.status < 400) matrix.leaks.push(`${what}: ${theirs.status}`);
  if (theirs.status !== nobodys.status || theirs.said !== nobodys.said)
    matrix.differences.push(`${what}: ${theirs.status}, ${nobodys.status}`);
}

async function ask(app: NestFastifyApplication, method: string, url: string, headers: Readonly<Record<string, string>>) {
  const takesBody = method !== 'GET' && method !== 'DELETE';
  const type = url.startsWith('/scim/') ? 'application/scim+json' : 'application/json';
  const { statusCode, body } = await app.inject({
    method: method as 'GET',
    url,
    headers: { ...headers, ...(takesBody ? { 'content-type': type } : {}) },
    ...(takesBody ? { payload: bodyFor(url) } : {}),
  });
  return {
    status: statusCode,
    said: body.replaceAll(/"requestId":"[^"]*"/g, '').replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id'),
  };
}

/** What gets as far as the thing that is named, wherever one body can. */
const bodyFor = (url: string): string => {
  if (url.includes('/scim/'))
    return JSON.stringify({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp', 'urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'somebody@else.test',
      displayName: 'Somebody',
      Operations: [{ op: 'replace', path: 'displayName', value: 'Somebody else' }],
    });
  if (url.endsWith('/tokens') || url.endsWith('/clients')) return '{"name":"mine"}';
  if (url.endsWith('/held')) return '{"decision":"release"}';
  if (url.endsWith('/adoptions')) return JSON.stringify({ memberIds: [unknown] });
  if (/\/(ban|lift-ban)$/.test(url)) return '{"reason":"because"}';
  return url.endsWith('/extend') ? '{"days":3}' : '{}';
};

import { Problem } from '@placet/contracts';
import { isDeepStrictEqual } from 'node:util';
import { nextDoor, type FuzzAnswer, type FuzzGround } from './scim-fuzz-ground.ts';
import type { FuzzRequest } from './scim-fuzz-request.ts';

const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error';
/** Words of the inside that no request sends. */
const inside =
  /node_modules|\.ts:\d+|\bat (async )?[\w.<>]+ \(|violates [\w-]+ constraint|syntax error at|invalid input syntax|relation "|workspace_id|SQLSTATE|\w+Exception\b|TypeError|RangeError|Cannot read prop|is not a function|invalid byte sequence|placet_app|Internal Server Error/;
const namesOf = (prototype: object): string => Reflect.ownKeys(prototype).map(String).join();
const clean = [namesOf(Object.prototype), namesOf(Array.prototype)].join(';');

/** A kind of fault, in the words of the suite's line. */
export interface FuzzFault {
  readonly kind: '5xx' | 'schema' | 'leak' | 'pollution' | 'no effect';
  readonly what: string;
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

function scimForm({ status, type, text }: FuzzAnswer): string | undefined {
  if (!type.startsWith('application/scim+json')) return `type ${type || 'none'}`;
  const body = jsonOf(text) as { schemas?: unknown; status?: unknown; detail?: unknown } | undefined;
  if (!Array.isArray(body?.schemas) || body.schemas.length === 0) return 'no schemas';
  if (status < 400) return undefined;
  if (body.schemas[0] !== errorUrn || body.status !== String(status)) return 'no Error with its status as a string';
  return typeof body.detail === 'string' && body.detail.endsWith('.') ? undefined : 'no sentence';
}

function restForm(ground: FuzzGround, { route, method }: FuzzRequest, { status, type, text }: FuzzAnswer): string | undefined {
  const body = jsonOf(text);
  if (status >= 400) {
    if (!type.startsWith('application/problem+json')) return `type ${type || 'none'}`;
    return Problem.safeParse(body).error?.message;
  }
  const schema = route.startsWith(`${method} `) ? ground.schemaOf(route) : undefined;
  return schema?.safeParse(body).error?.message;
}

function formOf(ground: FuzzGround, request: FuzzRequest, answer: FuzzAnswer): string | undefined {
  // No server sends a body after HEAD: Node's own drops it on the wire, which is not crossed here.
  if (request.method === 'HEAD') return undefined;
  if (answer.status === 204 || answer.status === 304) return answer.text === '' ? undefined : 'a body where none may be';
  if (request.door === 'scim') return scimForm(answer);
  return request.door === 'rest' ? restForm(ground, request, answer) : undefined;
}

/** What is wrong with an answer, whatever was asked. */
export function faultsOf(ground: FuzzGround, request: FuzzRequest, answer: FuzzAnswer): FuzzFault[] {
  const found: FuzzFault[] = [];
  const isMe = request.door === 'scim' && request.path === 'Me' && answer.status === 501;
  if (answer.status >= 500 && !isMe) found.push({ kind: '5xx', what: `${answer.status} ${answer.text.slice(0, 200)}` });
  const form = formOf(ground, request, answer);
  if (form !== undefined) found.push({ kind: 'schema', what: `${form}: ${answer.text.slice(0, 200)}` });
  const said = inside.exec(answer.text)?.[0];
  if (said !== undefined) found.push({ kind: 'leak', what: said });
  if (answer.text.includes(nextDoor)) found.push({ kind: 'leak', what: 'a row of another workspace' });
  if (answer.status < 300 && ground.isForeign(request.path)) found.push({ kind: 'leak', what: 'an id of another workspace is known' });
  if ([namesOf(Object.prototype), namesOf(Array.prototype)].join(';') !== clean)
    found.push({ kind: 'pollution', what: 'a prototype has a new key' });
  return found;
}

/** What a write claimed and a read does not confirm; asked while nothing else is under way. */
export async function unconfirmed(ground: FuzzGround, request: FuzzRequest, answer: FuzzAnswer): Promise<FuzzFault[]> {
  const place = /^(Users|Groups)(?:\/([\w-]{36}))?$/.exec(request.path);
  if (request.door !== 'scim' || !place || answer.status >= 300 || !['POST', 'PUT', 'PATCH', 'DELETE'].includes(request.method)) return [];
  const answered = jsonOf(answer.text) as { id?: string; meta?: object } | undefined;
  const now = await ground.read(`${place[1]}/${place[2] ?? answered?.id}`);
  const isThere = now.status === 200;
  const wrong = (what: string): FuzzFault[] => [{ kind: 'no effect', what: `${what}: ${now.status} ${now.text.slice(0, 200)}` }];
  if (request.method === 'DELETE') return isThere ? wrong('deleted and still there') : [];
  if (!isThere) return wrong('written and not there');
  const whole = jsonOf(now.text) as Record<string, unknown>;
  const differs = Object.entries(answered ?? {}).find(([name, value]) => request.query === '' && !isDeepStrictEqual(whole[name], value));
  if (differs) return wrong(`${differs[0]} was answered, and is another`);
  const sent = request.method === 'PATCH' ? undefined : (jsonOf(String(request.body)) as Record<string, unknown> | undefined);
  const lost = ['userName', 'displayName', 'title', 'externalId'].find(
    (name) =>
      typeof sent?.[name] === 'string' &&
      sent[name].trim() !== '' &&
      isKnown(ground, place[1]!, name) &&
      String(whole[name]).trim() !== sent[name].trim(),
  );
  return lost === undefined ? [] : wrong(`${lost} was sent, and is not there`);
}

const isKnown = ({ attributes }: FuzzGround, place: string, name: string): boolean =>
  name === 'externalId' || attributes[place === 'Users' ? 'User' : 'Group'].some((attribute) => attribute.name === name);

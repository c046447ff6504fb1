import type { DirectoryLogCode } from '@placet/contracts';
import { refusalStory } from './refusal-story.ts';
import { askedOf, countOf, flagOf, memberChangesOf, namesOf, objectOf, stepsOf, textOf } from './sent-values.ts';

/** A call as the server saw it come and go. */
export interface SeenCall {
  readonly method: string;
  /** as it is served, with `:id` */
  readonly route: string;
  readonly id: string | undefined;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly status: number;
  /** the body of the answer, where it is an object */
  readonly answer: Readonly<Record<string, unknown>> | undefined;
  /** what was refused, as it was thrown */
  readonly refusal: unknown;
}

/** What is said of it. `facts` hold names as they were sent, ids, codes and numbers; never a body, a password or a secret. */
export interface Story {
  readonly code: DirectoryLogCode;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly memberId?: string | undefined;
}

type Kind = 'user' | 'group';

/** Reads what a call came to from the outside: what it asked for, and how it was answered. */
export function storyOf(call: SeenCall): Story {
  const path = call.route.replace(/^\/scim\/v2/, '').toLowerCase();
  const kind = path.startsWith('/users') ? 'user' : path.startsWith('/groups') ? 'group' : undefined;
  if (call.status >= 400) return refusalStory(call, kind);
  if (kind)
    return kind === 'user' && call.id !== undefined ? { ...resourceStory(call, kind), memberId: call.id } : resourceStory(call, kind);
  if (path.startsWith('/bulk')) return bulkStory(call);
  if (path.startsWith('/.search')) return { code: 'all.searched', facts: { total: countOf(call.answer, 'totalResults') } };
  return { code: 'discovery.read', facts: {} };
}

function resourceStory(call: SeenCall, kind: Kind): Story {
  const { method, route, answer, body } = call;
  if (route.endsWith('/.search')) return listStory(kind, askedOf(textOf(objectOf(body), 'filter')), answer);
  if (method === 'POST') return createdStory(call, kind);
  if (method === 'DELETE') return { code: `${kind}.deleted`, facts: {} };
  if (method === 'PUT' || method === 'PATCH') return changedStory(call, kind);
  if (call.id === undefined) return listStory(kind, askedOf(textOf(call.query, 'filter')), answer);
  return { code: `${kind}.read`, facts: namesOf(answer) };
}

/** Looking somebody up by a name of his is how a directory begins with him. */
function listStory(kind: Kind, asked: { attribute: string; value: string } | undefined, answer: SeenCall['answer']): Story {
  const total = countOf(answer, 'totalResults');
  if (!asked) return { code: kind === 'user' ? 'users.listed' : 'groups.listed', facts: { total } };
  const found = (answer?.['Resources'] as { id?: unknown }[] | undefined)?.[0]?.id;
  const memberId = kind === 'user' && total === 1 && typeof found === 'string' ? found : undefined;
  return { code: `${kind}.asked`, facts: { ...asked, found: (total ?? 0) > 0 }, memberId };
}

function createdStory({ answer, body }: SeenCall, kind: Kind): Story {
  const names = namesOf(objectOf(body));
  if (kind === 'group') return { code: 'group.created', facts: { ...names, members: countOf(objectOf(body), 'members') ?? 0 } };
  const own = Object.entries(answer ?? {}).filter(([key]) => key.startsWith('urn:'));
  const told = (name: string) => own.map(([, value]) => textOf(objectOf(value), name)).find((text) => text !== undefined);
  const memberId = textOf(answer, 'id');
  return { code: 'user.created', facts: { ...names, state: told('memberState'), seat: told('status') }, memberId };
}

function changedStory({ answer, body, method }: SeenCall, kind: Kind): Story {
  const { attributes, values } = memberChangesOf(body, method);
  const facts = { ...namesOf(answer ?? objectOf(body)), attributes };
  if (kind === 'group') return { code: 'group.changed', facts: { ...facts, ...membersOf(body) } };
  const active = flagOf(values.get('active'));
  if (active === false) return { code: 'user.deactivated', facts };
  if (method === 'PATCH' && values.has('username'))
    return { code: 'user.renamed', facts: { ...facts, to: String(values.get('username')) } };
  return { code: 'user.changed', facts };
}

/** How many members a PATCH of a group adds and takes away; a list of its own replaces all. */
function membersOf(body: unknown): { added?: number; removed?: number } {
  const counts = { added: 0, removed: 0 };
  for (const { op, path, value } of stepsOf(body)) {
    if (typeof path !== 'string' || !/^members/i.test(path)) continue;
    const count = Array.isArray(value) ? value.length : 1;
    if (String(op).toLowerCase() === 'remove') counts.removed += count;
    else counts.added += count;
  }
  return counts;
}

function bulkStory({ answer }: SeenCall): Story {
  const done = answer?.['Operations'];
  if (!Array.isArray(done)) return { code: 'bulk.done', facts: {} };
  const failed = done.filter((one) => Number(textOf(objectOf(one), 'status')) >= 400).length;
  return { code: 'bulk.done', facts: { operations: done.length, failed } };
}

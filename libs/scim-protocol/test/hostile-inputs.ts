import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import {
  CursorCodec,
  bulkOf,
  bulkOrder,
  enterpriseSchema,
  filterOf,
  groupType,
  listQueryOf,
  matches,
  parseResource,
  patchOf,
  patched,
  projected,
  searchQueryOf,
  userType,
  withReferences,
  type Resource,
} from '../src/index.ts';

/** The doors of the library, so that the suite can be held against broken ones. */
export interface Doors {
  readonly filter: (text: string) => unknown;
  readonly patchUser: (body: unknown) => unknown;
  readonly patchGroup: (body: unknown) => unknown;
  readonly parseUser: (body: unknown) => unknown;
  readonly parseGroup: (body: unknown) => unknown;
  readonly list: (raw: Readonly<Record<string, unknown>>) => unknown;
  readonly search: (body: unknown) => unknown;
  readonly cursor: (text: string) => unknown;
  readonly bulk: (body: unknown) => unknown;
}

/** One hostile thing that a client may send: what it is, and where it comes in. */
export interface Hostile {
  readonly name: string;
  readonly door: keyof Doors;
  readonly input: unknown;
}

const enterprise = enterpriseSchema.urn;
const ada: Resource = {
  userName: 'ada',
  title: 'x',
  emails: [{ value: 'a@x.test', type: 'work', primary: true }],
  [enterprise]: { department: 'D' },
};
const team: Resource = { displayName: 'Team', members: Array.from({ length: 1_000 }, (_, n) => ({ value: `m${n}`, type: 'User' })) };
const codec = new CursorCodec(randomBytes(32));
const use = { fingerprint: 'f', scope: 's' };

/** The real ones. */
export const doors: Doors = {
  filter: (text) => matches(filterOf(userType, text), ada),
  patchUser: (body) => patched(userType, ada, patchOf(userType, body).steps),
  patchGroup: (body) => patched(groupType, team, patchOf(groupType, body).steps),
  parseUser: (body) => parseResource(userType, body),
  parseGroup: (body) => parseResource(groupType, body),
  list: (raw) => projected(userType, ada, listQueryOf(userType, raw).projection),
  search: (body) => searchQueryOf([userType, groupType], body).map(({ fingerprint }) => fingerprint),
  cursor: (text) => codec.open(text, { ...use, now: new Date() }),
  bulk: (body) => {
    const turns = bulkOrder(bulkOf(body, { maxOperations: 1_000 }));
    for (const { operation } of turns) if ('data' in operation) withReferences(operation.data, new Map([['u', '1']]), operation.needs);
  },
};

const message = (name: string, more: object) => ({ schemas: [`urn:ietf:params:scim:api:messages:2.0:${name}`], ...more });
const patchBody = (...Operations: unknown[]) => message('PatchOp', { Operations });
/** So much as a body may have. */
const mebibyte = 1_048_576;
const filling = (piece: string, size = mebibyte) => piece.repeat(Math.floor(size / piece.length));
const nested = (depth: number, open = '[', close = ']') =>
  JSON.parse(`${open.repeat(depth)}${open === '[' ? '' : '1'}${close.repeat(depth)}`) as unknown;
const keys = (count: number, key: (n: number) => string, value: unknown = 'x') =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [key(n), value]));

const pieces = [
  '(',
  '[',
  'not (',
  'a[',
  '"',
  '\\',
  '"\\',
  ' and ',
  'title pr and ',
  'a.',
  'urn:',
  ' ',
  '\u0000',
  '\ud800',
  'title eq "x" or ',
  'İ',
  '\ufdfa',
  'emails[type eq "x"].',
  '$',
  '%',
  '__proto__.',
];
const prototypes = [
  '__proto__',
  'constructor',
  'prototype',
  '__proto__.polluted',
  'constructor.prototype.polluted',
  `${enterprise}:__proto__`,
  `${enterprise}.__proto__.polluted`,
  'emails[__proto__ eq "x"].polluted',
  'name.__proto__',
  'emails.constructor',
  'hasOwnProperty',
  'toString',
];
const polluting = (key: string): unknown => JSON.parse(`{${JSON.stringify(key)}:{"polluted":true,"prototype":{"polluted":true}}}`);

const operations = (...all: unknown[]) => message('BulkRequest', { Operations: all });
const searching = (more: object) => message('SearchRequest', more);
const creating = (more: object) => ({ schemas: ['x'], userName: 'a', displayName: 'a', ...more });

/** Inputs by the door that they come in. */
class Collection {
  readonly all: Hostile[] = [];

  add(door: keyof Doors, name: string, input: unknown): void {
    this.all.push({ door, name: `${door}: ${name}`, input });
  }

  patch(name: string, ...steps: unknown[]): void {
    const body = patchBody(...steps);
    this.add('patchUser', name, body);
    this.add('patchGroup', name, body);
  }

  parse(name: string, more: object): void {
    const body = creating(more);
    this.add('parseUser', name, body);
    this.add('parseGroup', name, body);
  }
}

function long(to: Collection): void {
  for (const piece of pieces) {
    const whole = filling(piece);
    for (const text of [filling(piece, 4_096), whole]) {
      const name = `${text.length} of ${piece}`;
      to.add('filter', name, text);
      to.add('filter', `title eq, ${name}`, `title eq "${text}`);
      to.add('cursor', name, text);
      to.patch(`path, ${name}`, { op: 'replace', path: text, value: 'x' });
      to.patch(`selector, ${name}`, { op: 'replace', path: `emails[${text}]`, value: 'x' });
    }
    to.patch(`value of ${piece}`, { op: 'add', path: 'displayName', value: whole });
    to.parse(`key of ${piece}`, { [whole]: 1 });
    to.add('list', `attributes of ${piece}`, { attributes: whole });
    to.add('list', `sortBy of ${piece}`, { sortBy: whole, count: '1', startIndex: filling('9') });
    to.add('search', piece, searching({ filter: whole, attributes: [whole], cursor: whole }));
    to.add('bulk', `bulkId of ${piece}`, operations({ method: 'POST', path: '/Users', bulkId: whole, data: { value: `bulkId:${whole}` } }));
    to.add('bulk', `path of ${piece}`, operations({ method: 'PUT', path: `/Users/${whole}`, data: { path: `a[b eq "bulkId:${whole}"]` } }));
  }
}

function polluted(to: Collection): void {
  for (const key of prototypes) {
    const value = polluting(key) as Record<string, unknown>;
    for (const op of ['add', 'replace', 'remove']) {
      to.patch(`${op} at ${key}`, { op, path: key, value: { polluted: true } });
      to.patch(`${op} ${key} inside`, { op, value });
      for (const path of ['name', 'members', enterprise]) to.patch(`${op} ${key} in ${path}`, { op, path, value });
    }
    to.parse(key, { ...value, name: value, emails: [value], members: [value], [enterprise]: value });
    to.add('filter', key, `${key} eq "x"`);
    to.add('list', key, Object.assign(JSON.parse('{"__proto__":{"filter":"x"}}') as object, { attributes: key, sortBy: key }));
    to.add('search', key, searching({ ...value }));
    to.add('bulk', key, operations({ method: 'PUT', path: '/Users/1', data: value, ...value }));
  }
}

function big(to: Collection): void {
  const values: Record<string, unknown> = {
    deep: nested(100_000),
    'deep objects': nested(50_000, '{"a":', '}'),
    'deep members': nested(50_000, '{"members":', '}'),
    'deep core': nested(5_000, `{"${userType.core.urn}":`, '}'),
    'many keys': keys(50_000, (n) => `k${n}`),
    'every case of a name': keys(256, (n) =>
      Array.from('userName', (letter, at) => ((n >> at) & 1 ? letter.toUpperCase() : letter.toLowerCase())).join(''),
    ),
    'long list': Array.from({ length: 100_000 }, () => 1),
    'many emails': { emails: Array.from({ length: 500 }, (_, n) => ({ value: 'same', display: `d${n}` })) },
    'too many emails': { emails: Array.from({ length: 20_000 }, (_, n) => ({ value: `e${n}` })) },
    'many members': { members: Array.from({ length: 8_000 }, (_, n) => ({ value: `m${n}`, $ref: null })) },
    'members without value': { members: Array.from({ length: 10_000 }, (_, n) => ({ type: `t${n}` })) },
    'one member in many types': { members: Array.from({ length: 8_000 }, (_, n) => ({ value: 'm1', type: `t${n}` })) },
  };
  for (const [name, value] of Object.entries(values)) {
    const object = (Array.isArray(value) ? { value } : value) as Record<string, unknown>;
    to.parse(name, object);
    to.parse(`${name} in lists`, { emails: value, members: value, [enterprise]: value });
    for (const op of ['add', 'replace', 'remove']) {
      to.patch(`${op} ${name}`, { op, value });
      for (const path of ['members', 'emails', 'name', enterprise])
        to.patch(`${op} ${path}, ${name}`, { op, path, value: object[path] ?? value });
    }
    to.add('search', name, searching(object));
    to.add('bulk', name, operations({ method: 'POST', path: '/Users', bulkId: 'u', data: object }));
    to.add('bulk', `${name} as operations`, message('BulkRequest', { Operations: value }));
  }
}

function many(to: Collection): void {
  const thousand = Array.from({ length: 1_000 }, (_, n) => n);
  const selector = filling('value eq "x" or ', 600);
  to.patch('a thousand steps', ...thousand.map((n) => ({ op: 'add', path: n % 2 ? 'emails' : 'members', value: [{ value: `e${n}` }] })));
  to.patch(
    'selectors as long as they may be',
    ...thousand.slice(0, 25).map((n) => ({ op: 'remove', path: `members[value eq "m${n}" or ${selector}value pr]` })),
  );
  to.patch('too many steps', ...Array.from({ length: 20_000 }, () => ({ op: 'add', path: 'title', value: 'x' })));
  const groups = (of: (n: number) => number[]) =>
    operations(
      ...thousand.map((n) => ({
        method: 'POST',
        path: '/Groups',
        bulkId: `b${n}`,
        data: { members: of(n).map((other) => ({ value: `bulkId:b${other}` })) },
      })),
    );
  const forty = Array.from({ length: 40 }, (_, k) => k);
  to.add(
    'bulk',
    'a chain',
    groups((n) => (n < 999 ? [n + 1] : [])),
  );
  to.add(
    'bulk',
    'a circle',
    groups((n) => [(n + 1) % 1_000]),
  );
  to.add(
    'bulk',
    'a web',
    groups((n) => forty.map((k) => (n * 7 + k * 13) % 1_000)),
  );
  to.add(
    'bulk',
    'groups in themselves',
    groups((n) => forty.map(() => n)),
  );
  to.add('bulk', 'too many', operations(...Array.from({ length: 20_000 }, () => ({ method: 'DELETE', path: '/Users/1' }))));
}

/** Long and crafted ones, each up to a mebibyte. */
export function crafted(): readonly Hostile[] {
  const to = new Collection();
  for (const part of [long, polluted, big, many]) part(to);
  return to.all;
}

const words = fc.oneof(
  fc.constantFrom(
    ...prototypes,
    'title',
    'emails',
    'members',
    'name.givenName',
    'emails[type eq "work"].value',
    'members[value eq "m1"]',
    enterprise,
    'schemas',
    'path',
    'op',
    'value',
  ),
  fc.string(),
);
const json = fc.jsonValue({ maxDepth: 4 });
const at = (door: keyof Doors, inputs: fc.Arbitrary<unknown>): fc.Arbitrary<Hostile> =>
  inputs.map((input) => ({ door, input, name: `${door}: ${JSON.stringify(input)}` }));
const step = fc.record({ op: fc.constantFrom('add', 'Replace', 'remove'), path: words, value: fc.oneof(json, fc.dictionary(words, json)) });
const patchBodies = fc.array(step, { maxLength: 8 }).map((steps) => patchBody(...steps));
const bodies = fc.dictionary(words, json).map(creating);
const parameters = fc.constantFrom('filter', 'sortBy', 'sortOrder', 'startIndex', 'count', 'cursor', 'attributes', 'excludedAttributes');
const queries = fc.dictionary(parameters, fc.oneof(words, json));
const operation = fc.record({
  method: fc.constantFrom('POST', 'PUT', 'PATCH', 'DELETE'),
  path: fc.constantFrom('/Users', '/Users/1', '/Groups/bulkId:u', '/Bulk'),
  bulkId: fc.constantFrom('u', 'v'),
  data: fc.dictionary(words, fc.oneof(json, fc.constantFrom('bulkId:u', 'bulkId:v'))),
});
const fragments = fc.oneof(fc.constantFrom(...pieces, 'userName', ']', ')', ' eq ', ' pr', 'true', '"x"', '.value'), fc.string());

/** Thrown together by chance. */
export const random: fc.Arbitrary<Hostile> = fc.oneof(
  at(
    'filter',
    fc.array(fragments, { maxLength: 40 }).map((all) => all.join('')),
  ),
  at('patchUser', patchBodies),
  at('patchGroup', patchBodies),
  at('parseUser', bodies),
  at('parseGroup', bodies),
  at('list', queries),
  at('search', queries.map(searching)),
  at(
    'bulk',
    fc.array(operation, { maxLength: 8 }).map((all) => operations(...all)),
  ),
  at('cursor', fc.string()),
);

import { enterpriseSchema, userType } from '../src/index.ts';
import type { Doors, Hostile } from './hostile-doors.ts';

const enterprise = enterpriseSchema.urn;
export const message = (name: string, more: object) => ({ schemas: [`urn:ietf:params:scim:api:messages:2.0:${name}`], ...more });
export const patchBody = (...Operations: unknown[]) => message('PatchOp', { Operations });
/** So much as a body may have. */
const mebibyte = 1_048_576;
const filling = (piece: string, size = mebibyte) => piece.repeat(Math.floor(size / piece.length));
const nested = (depth: number, open = '[', close = ']') =>
  JSON.parse(`${open.repeat(depth)}${open === '[' ? '' : '1'}${close.repeat(depth)}`) as unknown;
const keys = (count: number, key: (n: number) => string, value: unknown = 'x') =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [key(n), value]));

export const pieces = [
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
export const prototypes = [
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

export const operations = (...all: unknown[]) => message('BulkRequest', { Operations: all });
export const searching = (more: object) => message('SearchRequest', more);
export const creating = (more: object) => ({ schemas: ['x'], userName: 'a', displayName: 'a', ...more });

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

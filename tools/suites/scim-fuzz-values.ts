import fc from 'fast-check';

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = level % 2 ? { a: value } : [value];
  return value;
};

/** Strings that something somewhere once took for more than a string. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('', ' ', '\u0000', 'a\u0000b', '\ud800', 'x\udfff', '\ufeff', '\u202e', '\u212aelvin', 'İ', '👩‍👩‍👧', 'e\u0301'.repeat(50)),
  fc.constantFrom('__proto__', 'constructor', 'constructor.prototype.polluted', '__proto__.polluted', 'toString', 'hasOwnProperty'),
  fc.constantFrom(
    "'; drop table member; --",
    "' or '1'='1",
    '%00',
    '../..',
    '{{7*7}}',
    '${7*7}',
    '\r\nX: y',
    '\\',
    '"',
    '?',
    '$1',
    ':id',
    '??',
  ),
  fc.constantFrom('null', 'true', 'True', '1', '-1', '1e400', 'NaN', '9223372036854775808', '2026-13-45T99:99:99Z', '0001-01-01T00:00:00Z'),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer({ min: 100, max: 6_000 }).map((length) => 'x'.repeat(length)),
);

/** Values of any type and size, for a place where another was meant. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: oddText },
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 1.5, 2 ** 31, 2 ** 53, 1e308, [], {}, [[]], [null], [{}], {
      value: {},
    }),
  },
  { weight: 2, arbitrary: fc.integer({ min: 2, max: 40 }).map(nested) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(
      nested(300),
      'x'.repeat(200_000),
      Array.from({ length: 1_500 }, (_, n) => ({ value: `${n}` })),
    ),
  },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** A change of a JSON value somewhere inside, before it is written down. */
type Mutation =
  { do: 'replace'; at: number; with: unknown } | { do: 'add'; at: number; key: string; with: unknown } | { do: 'drop'; at: number };

const oddKey = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    '',
    'a.b',
    'USERNAME',
    'id',
    'meta',
    'groups',
    'password',
    '$ref',
    'urn:x:y',
  ),
  oddText,
);
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('replace' as const), at: fc.nat(), with: oddValue }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('add' as const), at: fc.nat(), key: oddKey, with: oddValue }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('drop' as const), at: fc.nat() }) },
);

type Place = { readonly holder: object; readonly key: string };

function placesIn(value: unknown): Place[] {
  const found: Place[] = [];
  const waiting = [value];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (typeof one !== 'object' || one === null) continue;
    for (const key of Object.keys(one)) found.push({ holder: one, key });
    waiting.push(...(Object.values(one) as unknown[]));
  }
  return found;
}

/** An own property, also where its name is `__proto__`. */
const put = (holder: object, key: string, value: unknown): unknown =>
  Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });

function mutate(root: unknown, change: Mutation): void {
  const places = placesIn(root);
  const place = places[change.at % Math.max(places.length, 1)];
  if (!place) return;
  if (change.do === 'replace') put(place.holder, place.key, change.with);
  if (change.do === 'drop') Reflect.deleteProperty(place.holder, place.key);
  if (change.do === 'add') put(Array.isArray(place.holder) ? (root as object) : place.holder, change.key, change.with);
}

const damage: fc.Arbitrary<(text: string) => string | Buffer> = fc.oneof(
  fc.nat().map((at) => (text: string) => text.slice(0, at % (text.length + 1))),
  fc.tuple(fc.nat(), fc.constantFrom('\u0000', '"', '{', ']', ',', '\\', '\ud800', '\ufeff', '1e999', '//')).map(
    ([at, chunk]) =>
      (text: string) =>
        text.slice(0, at % (text.length + 1)) + chunk + text.slice(at % (text.length + 1)),
  ),
  fc.constant((text: string) => text.replace(/^\{("(?:[^"\\]|\\.)*":)/, '{$1null,$1')),
  fc.constant((text: string) => text.replace(/^\{/, '{"\\u005f_proto__":{"polluted":1},')),
  fc.constantFrom(200, 50_000).map((depth) => () => `${'[{"a":'.repeat(depth)}1`),
  fc.constant((text: string) => text + text),
  fc.constant(() => `{"x":"${'y'.repeat(1024 * 1024)}"}`),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => () => Buffer.from(bytes)),
);

/** The text of a body: often as it was meant, mostly changed in one place or three, now and then damaged as text. */
export function bodyText(meant: fc.Arbitrary<unknown>): fc.Arbitrary<string | Buffer> {
  const changes = fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    { weight: 5, arbitrary: fc.array(mutation, { minLength: 1, maxLength: 3 }) },
  );
  const harm = fc.oneof({ weight: 8, arbitrary: fc.constant((text: string): string | Buffer => text) }, { weight: 2, arbitrary: damage });
  return fc.tuple(meant, changes, harm).map(([value, mutations, harmed]) => {
    const changed: unknown = structuredClone(value);
    for (const one of mutations) mutate(changed, structuredClone(one));
    return harmed(JSON.stringify(changed) ?? '');
  });
}

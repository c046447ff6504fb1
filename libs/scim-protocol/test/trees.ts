import fc from 'fast-check';
import { enterpriseSchema, userSchema } from '../src/index.ts';

/** A filter as a tree of this spec's own, so that reading and evaluating can be checked by something that knows nothing of either. */
export type Tree =
  | { readonly op: 'and' | 'or'; readonly of: readonly Tree[] }
  | { readonly op: 'not'; readonly of: Tree }
  | { readonly op: 'pr'; readonly name: string }
  | { readonly op: 'is'; readonly name: string; readonly by: string; readonly value: string | boolean | null }
  | { readonly op: 'one'; readonly name: string; readonly of: Tree; readonly part?: Tree };

const enterprise = enterpriseSchema.urn;
const texts = ['ada', 'ADA', 'Ada@x', 'b', 'é', 'E\u0301', 'ß', 'a"b\\c', '', '%', '_', '] and (', '\u{1f600}', '\ufb03'];
const instants = ['2026-01-01T00:00:00Z', '2026-01-01T02:00:00+02:00', '2025-12-31T23:59:59.5Z', '2026-01-01T00:00:00.000001Z'];
const byText = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'];

const leafOf = (name: string, kind: 'text' | 'flag' | 'instant'): fc.Arbitrary<Tree> =>
  fc.oneof(
    fc.constant<Tree>({ op: 'pr', name }),
    fc.record<Tree & { op: 'is' }>({
      op: fc.constant('is'),
      name: fc.constant(name),
      by: fc.constantFrom('eq', 'ne'),
      value: fc.constant(null),
    }),
    fc.record<Tree & { op: 'is' }>({
      op: fc.constant('is'),
      name: fc.constant(name),
      by: fc.constantFrom(...(kind === 'text' ? byText : kind === 'flag' ? ['eq', 'ne'] : ['eq', 'ne', 'gt', 'ge', 'lt', 'le'])),
      value: kind === 'text' ? fc.constantFrom(...texts) : kind === 'flag' ? fc.boolean() : fc.constantFrom(...instants),
    }),
  );

const partLeaf = fc.oneof(leafOf('value', 'text'), leafOf('type', 'text'), leafOf('primary', 'flag'));
const within: fc.Arbitrary<Tree> = fc.oneof(
  partLeaf,
  fc.record<Tree & { op: 'and' | 'or' }>({ op: fc.constantFrom('and', 'or'), of: fc.array(partLeaf, { minLength: 2, maxLength: 3 }) }),
  partLeaf.map((of): Tree => ({ op: 'not', of })),
);
const one = fc
  .tuple(within, fc.option(partLeaf, { nil: undefined }))
  .map(([of, part]): Tree => ({ op: 'one', name: 'emails', of, ...(part ? { part } : {}) }));
const leaf = fc.oneof(
  ...['userName', 'externalId', 'title', 'name.givenName', 'emails', 'emails.type', `${enterprise}:department`, 'manager'].map((name) =>
    leafOf(name, 'text'),
  ),
  leafOf('active', 'flag'),
  leafOf('emails.primary', 'flag'),
  leafOf('meta.created', 'instant'),
  one,
);

/** Up to four levels. */
export const trees: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record<Tree & { op: 'and' | 'or' }>({ op: fc.constantFrom('and', 'or'), of: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }) }),
    tie('tree').map((of): Tree => ({ op: 'not', of })),
  ),
})).tree;

/** How a client may write the same. */
export type Hand = 'plain' | 'capitals' | 'urns';
export const hands: fc.Arbitrary<Hand> = fc.constantFrom('plain', 'capitals', 'urns');

/** The tree as a client would write it. */
export function written(tree: Tree, hand: Hand = 'plain', isPart = false): string {
  const word = (text: string) => (hand === 'capitals' ? text.toUpperCase() : text);
  const name = (text: string) =>
    word(hand === 'urns' && !isPart && text !== 'manager' && !text.includes(':') ? `${userSchema.urn}:${text}` : text);
  switch (tree.op) {
    case 'and':
    case 'or':
      return tree.of
        .map((inner) => (inner.op === 'and' || inner.op === 'or' ? `(${written(inner, hand, isPart)})` : written(inner, hand, isPart)))
        .join(` ${word(tree.op)} `);
    case 'not':
      return `${word('not')} (${written(tree.of, hand, isPart)})`;
    case 'pr':
      return `${name(tree.name)} ${word('pr')}`;
    case 'is':
      return `${name(tree.name)} ${word(tree.by)} ${typeof tree.value === 'string' ? JSON.stringify(tree.value) : word(String(tree.value))}`;
    case 'one':
      return `${name(tree.name)}[${written(tree.of, hand, true)}]${tree.part ? `.${written(tree.part, hand, true)}` : ''}`;
  }
}

interface Email {
  readonly value?: string;
  readonly type?: string;
  readonly primary?: boolean;
}

/** A user as it is answered, in the parts that the trees speak of. */
export interface Seen {
  readonly userName: string;
  readonly externalId?: string;
  readonly title?: string;
  readonly active?: boolean;
  readonly name?: { readonly givenName?: string };
  readonly emails?: readonly Email[];
  readonly meta: { readonly created: string };
  readonly [enterprise: string]: unknown;
}

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const text = fc.constantFrom(...texts.filter((one) => one !== ''));
const present = <T extends object>(held: T): T => Object.fromEntries(Object.entries(held).filter(([, value]) => value !== undefined)) as T;
const email = fc
  .record({ value: maybe(text), type: maybe(fc.constantFrom('work', 'ada', 'b')), primary: maybe(fc.boolean()) })
  .map((held) => present(held as Email));

export const seen: fc.Arbitrary<Seen> = fc
  .record({
    userName: text,
    externalId: maybe(text),
    title: maybe(text),
    active: maybe(fc.boolean()),
    name: maybe(text.map((givenName) => ({ givenName }))),
    emails: maybe(fc.array(email, { minLength: 1, maxLength: 3 })),
    meta: fc.constantFrom(...instants).map((created) => ({ resourceType: 'User', created })),
    [enterprise]: maybe(
      fc.record({ department: maybe(text), manager: maybe(text.map((value) => ({ value }))) }).map((held) => present(held)),
    ),
  })
  .map((held) => present(held as Seen));

/** Says the same as `matches`, by other means. */
export function naively(tree: Tree, user: Seen, element?: Email): boolean {
  switch (tree.op) {
    case 'and':
      return !tree.of.map((inner) => naively(inner, user, element)).includes(false);
    case 'or':
      return tree.of.map((inner) => naively(inner, user, element)).includes(true);
    case 'not':
      return naively(tree.of, user, element) === false;
    case 'pr':
      // Of a complex attribute itself: elements, whatever is in them.
      if (tree.name === 'emails') return Boolean(user.emails?.some((each) => Object.keys(each).length));
      return valuesOf(tree.name, user, element).length !== 0;
    case 'one':
      return (
        (user.emails ?? []).filter((each) => naively(tree.of, user, each) && (!tree.part || naively(tree.part, user, each))).length > 0
      );
    case 'is': {
      const values = valuesOf(tree.name, user, element);
      if (tree.value === null) return tree.by === 'eq' ? values.length === 0 : values.length > 0;
      const [first, operator] = [tree.value, tree.by === 'ne' ? 'eq' : tree.by];
      const some = values.some((value) => isSo(operator, value, first, tree.name));
      return tree.by === 'ne' ? !some : some;
    }
  }
}

function valuesOf(name: string, user: Seen, element: Email | undefined): readonly unknown[] {
  const more = user[enterprise] as { department?: string; manager?: { value: string } } | undefined;
  const all: Record<string, unknown> = element
    ? { ...element }
    : {
        ...user,
        'name.givenName': user.name?.givenName,
        emails: user.emails?.map(({ value }) => value),
        'emails.type': user.emails?.map(({ type }) => type),
        'emails.primary': user.emails?.map(({ primary }) => primary),
        'meta.created': user.meta.created,
        [`${enterprise}:department`]: more?.department,
        manager: more?.manager?.value,
      };
  return [all[name]].flat().filter((value) => value !== undefined && value !== '');
}

function isSo(by: string, given: unknown, wanted: string | boolean, name: string): boolean {
  if (typeof given === 'boolean') return given === wanted;
  if (name === 'meta.created') return compared(by, micros(String(given)), micros(String(wanted)));
  const fold = (value: unknown) =>
    name === 'externalId' || name === 'manager' ? String(value) : String(value).normalize('NFC').toLowerCase();
  const [a, b] = [fold(given), fold(wanted)];
  if (by === 'co') return a.split(b).length > 1 || b === '';
  if (by === 'sw') return a.slice(0, b.length) === b;
  if (by === 'ew') return b === '' || a.slice(-b.length) === b;
  return compared(by, codePoints(a), codePoints(b));
}

/** Text of equal length per letter, so that its order is that of the letters' numbers. */
const codePoints = (text: string): string => Array.from(text, (each) => each.codePointAt(0)!.toString(16).padStart(6, '0')).join('');

const micros = (text: string): number => Date.parse(text) * 1_000 + (text.includes('.000001') ? 1 : 0);

function compared<T extends string | number>(by: string, a: T, b: T): boolean {
  return { eq: a === b, gt: a > b, ge: a >= b, lt: a < b, le: a <= b }[by] ?? false;
}

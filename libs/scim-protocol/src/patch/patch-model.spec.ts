import fc from 'fast-check';
import { patch, refusal } from '../../test/patching.ts';
import type { Resource } from '../resource.ts';
import { enterpriseSchema } from '../schema/user-schema.ts';

const enterprise = enterpriseSchema.urn;

interface Email {
  value?: string;
  type?: string;
  primary?: boolean;
}

/** A user as a plain thing that is changed in place, by the letter of RFC 7644 §3.5.2 and what the directories mean. */
interface Model {
  userName?: string;
  title?: string;
  name: Record<string, string>;
  emails: Email[];
  department?: string;
}

const present = <T extends object>(held: T): T => Object.fromEntries(Object.entries(held).filter(([, value]) => value !== undefined)) as T;
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const word = fc.constantFrom('a', 'b', 'c');
const type = fc.constantFrom('work', 'home');
const email = fc.record({ value: word, type: maybe(type), primary: maybe(fc.constant(true)) }).map((held) => present(held as Email));
const list = fc.array(email, { maxLength: 3 }).filter((all) => all.filter(({ primary }) => primary).length < 2);
const blank = fc.constantFrom<'' | null>('', null);

interface Case {
  readonly operation: object;
  readonly apply: (model: Model) => void;
}

const setting = (path: string, set: (model: Model, value: string | undefined) => void): fc.Arbitrary<Case> =>
  fc.oneof(
    fc.tuple(fc.constantFrom('add', 'Replace'), fc.oneof(word, blank)).map(([op, value]) => ({
      operation: { op, path, value },
      apply: (model: Model) => set(model, value || undefined),
    })),
    fc.constant({ operation: { op: 'remove', path }, apply: (model: Model) => set(model, undefined) }),
  );

const cases: fc.Arbitrary<Case> = fc.oneof(
  setting('title', (model, value) => (model.title = value!)),
  setting('userName', (model, value) => (model.userName = value!)),
  setting(`${enterprise}:department`, (model, value) => (model.department = value!)),
  setting('name.givenName', (model, value) => (value ? (model.name['givenName'] = value) : delete model.name['givenName'])),
  fc.tuple(maybe(word), maybe(word)).map(([givenName, familyName]) => ({
    operation: { op: 'replace', path: 'name', value: { givenName, familyName } },
    apply: (model: Model) => (givenName || familyName ? Object.assign(model.name, present({ givenName, familyName })) : (model.name = {})),
  })),
  list.map((value) => ({ operation: { op: 'replace', path: 'emails', value }, apply: (model: Model) => (model.emails = unique(value)) })),
  list.map((value) => ({ operation: { op: 'add', value: { emails: value } }, apply: (model: Model) => addAll(model, unique(value)) })),
  word.map((value) => ({
    operation: { op: 'remove', path: 'emails', value: [{ value }] },
    apply: (model: Model) => (model.emails = model.emails.filter((each) => each.value !== value)),
  })),
  type.map((chosen) => ({
    operation: { op: 'remove', path: `emails[type eq "${chosen}"]` },
    apply: (model: Model) => (model.emails = model.emails.filter((each) => each.type !== chosen)),
  })),
  fc.tuple(type, word).map(([chosen, value]) => ({
    operation: { op: 'Replace', path: `emails[type eq "${chosen}"].value`, value },
    apply: (model: Model) => {
      const meant = model.emails.filter((each) => each.type === chosen);
      for (const each of meant) each.value = value;
      if (!meant.length) model.emails.push({ type: chosen, value });
      if (meant.length > 1) model.emails = unique(model.emails);
    },
  })),
);

const key = ({ value, type: kind, primary }: Email) => [value, kind, primary].join('|');
const unique = (all: readonly Email[]): Email[] =>
  all.filter((each, n) => all.findIndex((other) => key(other) === key(each)) === n).map((each) => ({ ...each }));

function addAll(model: Model, given: Email[]): void {
  const before = [...model.emails];
  const taken = new Set<Email>();
  const news: Email[] = [];
  for (const each of before) {
    const isThere = (one: Email) => one.value === each.value && (one.type === undefined || one.type === each.type);
    const isWhole = (one: Email) => isThere(one) && (one.primary === undefined || one.primary === each.primary);
    const one = given.find(
      (candidate) => !taken.has(candidate) && (isWhole(candidate) || (isThere(candidate) && candidate.type !== undefined)),
    );
    if (!one) continue;
    taken.add(one);
    if (!isWhole(one)) news.push(Object.assign(each, one));
  }
  const fresh = given.filter((one) => !taken.has(one));
  news.push(...fresh);
  model.emails.push(...fresh);
  const primary = news.find((each) => each.primary);
  if (primary) for (const each of model.emails) if (each !== primary) delete each.primary;
}

const asResource = ({ name, emails, department, ...plain }: Model): Resource => ({
  ...present(plain),
  ...(Object.keys(name).length ? { name } : {}),
  ...(emails.length ? { emails } : {}),
  ...(department ? { [enterprise]: { department } } : {}),
});

/** What came of it: a resource, or why not. */
function outcome(work: () => Resource): Resource | string {
  let after: Resource | undefined;
  const why = refusal(() => (after = work()));
  return after ?? why;
}

describe('any PATCH', () => {
  it('does what a plain model does, or refuses what the model ends without, and never touches what it was given', () => {
    let refused = 0;
    fc.assert(
      fc.property(list, fc.array(cases, { minLength: 1, maxLength: 6 }), (emails, steps) => {
        const model: Model = { userName: 'ada', name: { familyName: 'x' }, emails: unique(emails) };
        const before = structuredClone(asResource(model));
        const kept = structuredClone(before);
        for (const { apply } of steps) apply(model);
        const operations = steps.map(({ operation }) => operation);
        const isWhole = model.userName !== undefined;
        if (!isWhole) refused++;
        expect(outcome(() => patch(before, operations))).toEqual(isWhole ? asResource(model) : 'mutability');
        expect(before).toEqual(kept);
      }),
      { numRuns: 3_000 },
    );
    expect(refused).toBeGreaterThan(50);
  });
});

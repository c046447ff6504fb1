import fc from 'fast-check';
import type { Condition } from './condition.ts';
import { filterOf, elementFilterOf } from './filter.ts';
import { elementMatches } from './matches.ts';
import { ScimError } from '../scim-error.ts';
import { enterpriseSchema, userSchema, userType } from '../schema/user-schema.ts';
import { fastestMs } from '../../test/fastest.ts';

const read = (filter: string): Condition => filterOf(userType, filter);
const refused = (filter: string) => {
  try {
    read(filter);
  } catch (error) {
    if (error instanceof ScimError) return `${error.status} ${error.scimType}`;
    throw error;
  }
  return 'taken';
};
const emails = userSchema.attributes.get('emails')!;

describe('a filter', () => {
  it('finds names without regard to case, by URN too', () => {
    for (const filter of ['userName eq "x"', 'USERNAME Eq "x"', `${userSchema.urn}:userName eq "x"`]) {
      expect(read(filter)).toMatchObject({ kind: 'compare', operator: 'eq', value: 'x', place: { attribute: { name: 'userName' } } });
    }
    expect(read(`${enterpriseSchema.urn}:manager eq "x"`)).toMatchObject({
      place: { extension: { name: 'EnterpriseUser' }, sub: { name: 'value' } },
    });
  });

  it('decodes what stands between quotes', () => {
    expect(read(String.raw`userName eq "a\"b\\c\u00e9 ] ( true"`)).toMatchObject({ value: 'a"b\\cé ] ( true' });
    expect(read('active eq True')).toMatchObject({ value: true });
    expect(read('active eq "False"')).toMatchObject({ value: false });
  });

  it('keeps both conditions on one element', () => {
    const filter = read('emails[type eq "work"].value eq "x"');
    expect(filter).toMatchObject({ kind: 'element', of: { kind: 'and', of: [{ value: 'work' }, { value: 'x' }] } });
    expect(read('emails[type eq "work"] and emails.value eq "x"')).toMatchObject({
      kind: 'and',
      of: [{ kind: 'element' }, { kind: 'compare' }],
    });
  });

  it('binds and tighter than or', () => {
    expect(read('title pr or title eq "a" and active eq true')).toMatchObject({ kind: 'or', of: [{ kind: 'present' }, { kind: 'and' }] });
    expect(read('not (title pr)')).toMatchObject({ kind: 'not', of: { kind: 'present' } });
  });

  it('refuses bad grammar, wrong types and unknown names', () => {
    for (const filter of [
      '',
      'userName',
      'userName eq',
      'userName foo "x"',
      '(userName eq "x"',
      'userName eq "x',
      'emails[type eq "work"',
      'active gt true',
      'userName eq "a" and',
      'userName eq 5',
      'not title pr',
      'emails[emails[type eq "x"]]',
      'nonsense eq "x"',
      '__proto__ eq "x"',
      'constructor pr',
      'name eq "x"',
      'title[value eq "x"]',
      'userName eq "\u0000"',
      String.raw`userName eq "\u0000"`,
      String.raw`userName eq "\ud800"`,
    ]) {
      expect([filter, refused(filter)]).toEqual([filter, '400 invalidFilter']);
    }
    expect(refused('password eq "x"')).toBe('403 sensitive');
  });

  it('refuses what is too long, too deep or has too many terms within 50 ms, and takes fifty terms', () => {
    const terms = (count: number) => Array.from({ length: count }, (_, n) => `id eq "${n}"`).join(' or ');
    expect(refused(terms(50))).toBe('taken');
    const hostile = [
      terms(51),
      `${'('.repeat(21)}title pr${')'.repeat(21)}`,
      `title eq "${'x'.repeat(4_096)}"`,
      '"'.repeat(4_000),
      '['.repeat(1_000_000),
      'not '.repeat(900),
    ];
    for (const filter of hostile) expect(refused(filter)).toBe('400 invalidFilter');
    expect(fastestMs(() => hostile.forEach(refused))).toBeLessThan(50);
  });

  it('never crashes', () => {
    const piece = fc.constantFrom(
      'userName',
      'emails',
      '[',
      ']',
      '(',
      ')',
      ' eq ',
      ' and ',
      ' or ',
      'not ',
      '"x"',
      '"',
      'true',
      '.value',
      ' pr',
      '$ref',
      '\\',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
        ),
        (filter) => void refused(filter),
      ),
      { numRuns: 3_000 },
    );
  });
});

describe('the condition in brackets', () => {
  const work = { type: 'work', value: 'Ada@Example.test', primary: true };
  const holds = (filter: string, element: Record<string, unknown> = work) => elementMatches(elementFilterOf(emails, filter), element);

  it('compares as the schema says', () => {
    expect(holds('type eq "WORK" and value sw "ada"')).toBe(true);
    expect(holds('primary eq "True"')).toBe(true);
    expect(holds('value ne "x"', {})).toBe(true);
    expect(holds('value co "x"', {})).toBe(false);
    expect(holds('not (type eq "home") or display pr')).toBe(true);
    expect(holds('value gt "a" and value le "b" and value ew "TEST"')).toBe(true);
  });
});

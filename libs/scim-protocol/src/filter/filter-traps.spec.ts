import { refusal } from '../../test/patching.ts';
import type { Resource } from '../resource.ts';
import { groupType } from '../schema/group-schema.ts';
import { enterpriseSchema, userSchema, userType } from '../schema/user-schema.ts';
import { filterOf } from './filter.ts';
import { matches } from './matches.ts';

const enterprise = enterpriseSchema.urn;
const read = (filter: string) => filterOf(userType, filter);
const verdict = (filter: string) => refusal(() => read(filter));
const ada: Resource = {
  id: '018f',
  externalId: 'X1',
  userName: 'Ada@Example.test',
  active: false,
  emails: [
    { value: 'w@a.test', type: 'work' },
    { value: 'h@b.test', type: 'home', primary: true },
  ],
  photos: [],
  nickName: '',
  name: {},
  meta: { resourceType: 'User', created: '2026-03-01T12:00:00.000Z', version: 'W/"1"' },
  [enterprise]: { manager: { value: 'Boss' } },
};
const holds = (filter: string) => matches(read(filter), ada);

describe('a filter that the parser would take for another', () => {
  it('keeps a part behind brackets on the same element, whatever stands in them and behind', () => {
    expect(holds('emails[type eq "work"].value co "h@"')).toBe(false);
    expect(holds('emails[type eq "work"].value co "w@"')).toBe(true);
    expect(holds('emails[type eq "work" or type eq "x"].primary pr')).toBe(false);
    expect(holds('emails[type eq "home"].primary eq true and emails[type eq "work"].value pr')).toBe(true);
    expect(holds('not (emails[type eq "work"].primary eq true)')).toBe(true);
    expect(holds('emails[type eq "work"] and emails.value co "h@"')).toBe(true);
    expect(read('emails[type eq "a" or type eq "b"].value eq "x" and title pr')).toMatchObject({
      kind: 'and',
      of: [{ kind: 'element', of: { kind: 'and', of: [{ kind: 'or' }, { kind: 'compare' }] } }, { kind: 'present' }],
    });
    for (const filter of [
      'emails[type eq "work"] .value eq "x"',
      'emails[type eq "work"].',
      'emails[type eq "work"].value',
      'emails[type eq "work"].value[type eq "x"]',
      'emails[type eq "work"].nonsense eq "x"',
      'emails[type eq "work"]value eq "x"',
      'emails[type eq "work"].value.type eq "x"',
      'emails.value[type eq "x"]',
    ]) {
      expect([filter, verdict(filter)]).toEqual([filter, 'invalidFilter']);
    }
  });

  it('reads literals as JSON does: escapes, wildcards, brackets and words inside', () => {
    expect(read(String.raw`title eq "\\\t\u00e9\/\"%_"`)).toMatchObject({ value: '\\\té/"%_' });
    expect(read('title eq "a and (b] or not \\"c\\""')).toMatchObject({ value: 'a and (b] or not "c"' });
    for (const filter of [
      String.raw`title eq "\x"`,
      String.raw`title eq "\u12"`,
      'title eq "a\nb"',
      'title eq "a\\"',
      'title eq "a""',
      "title eq 'a'",
      'title eq a',
    ]) {
      expect([filter, verdict(filter)]).toEqual([filter, 'invalidFilter']);
    }
  });

  it('takes true, false and null in any case, and quoted booleans', () => {
    for (const word of ['true', 'TRUE', 'True', '"True"']) expect(read(`active eq ${word}`)).toMatchObject({ value: true });
    expect(read('title eq NULL')).toMatchObject({ value: null });
    expect(read('title eq "null"')).toMatchObject({ value: 'null' });
  });

  it('finds $ref, alone and inside', () => {
    expect(filterOf(groupType, 'members.$ref ew "/1"')).toMatchObject({ place: { sub: { name: '$ref' } } });
    expect(filterOf(groupType, 'members[$REF pr]')).toMatchObject({ of: { place: { sub: { name: '$ref' } } } });
    expect(read('manager.$ref pr')).toMatchObject({ place: { extension: enterpriseSchema, sub: { name: '$ref' } } });
  });

  it('is refused where the parser would let it pass', () => {
    for (const filter of [
      'not title pr',
      'not not (title pr)',
      'emails[emails[type eq "x"]]',
      'emails[(emails[type eq "x"])]',
      '1abc eq "x"',
      'a-b eq "x"',
      'title pr constructor title pr',
      'title pr __proto__ title pr',
      'title pr not title pr',
      'title pr title pr',
      'and title pr',
      'title pr and or title pr',
      '(title pr]',
      'emails[type pr)',
      '()',
      'title[',
      'title pr)',
      'title eq true eq true',
      'title pr pr',
      'title "x"',
      '"title" eq "x"',
      'title eq eq',
      'title eq (title)',
      'emails[] pr',
      'emails[type eq "x" and]',
      enterprise,
      `${enterprise} pr`,
      `${enterprise} eq "x"`,
      `${userSchema.urn} eq "x"`,
      'schemas eq "x"',
      '-1 eq 1',
    ]) {
      expect([filter, verdict(filter)]).toEqual([filter, 'invalidFilter']);
    }
  });

  it('is taken up to its caps, and not beyond', () => {
    const terms = (count: number) => Array(count).fill('id pr').join(' or ');
    const nested = (depth: number) => `${'('.repeat(depth)}title pr${')'.repeat(depth)}`;
    const negated = (depth: number) => `${'not ('.repeat(depth)}title pr${')'.repeat(depth)}`;
    const long = (length: number) => `title eq "${'x'.repeat(length - 11)}"`;
    for (const [most, over] of [
      [terms(50), terms(51)],
      [nested(20), nested(21)],
      [negated(20), negated(21)],
      [long(4_096), long(4_097)],
      [`emails[${terms(48).replaceAll('id', 'type')}].value pr`, `emails[${terms(50).replaceAll('id', 'type')}].value pr`],
    ]) {
      expect([verdict(most!), verdict(over!)]).toEqual(['taken', 'invalidFilter']);
    }
  });
});

describe('a comparison', () => {
  it('looks at case where the schema says so', () => {
    expect([holds('userName eq "ADA@example.TEST"'), holds('externalId eq "x1"'), holds('externalId eq "X1"')]).toEqual([
      true,
      false,
      true,
    ]);
    expect([holds('manager eq "boss"'), holds('manager eq "Boss"')]).toEqual([false, true]);
  });

  it('of a complex attribute means its value', () => {
    expect([holds('emails co "@b"'), holds('emails.value co "@b"'), holds(`${enterprise}:manager eq "Boss"`)]).toEqual([true, true, true]);
    for (const filter of ['name eq "x"', 'addresses eq "x"', 'meta eq "x"']) expect(verdict(filter)).toBe('invalidFilter');
  });

  it('takes absent, empty text and empty lists for nothing', () => {
    for (const name of ['title', 'nickName', 'photos', 'name', 'name.givenName', 'phoneNumbers.value']) {
      expect([name, holds(`${name} pr`), holds(`not (${name} pr)`)]).toEqual([name, false, true]);
    }
    for (const name of ['title', 'nickName', 'photos', 'phoneNumbers.value']) {
      expect([name, holds(`${name} eq null`), holds(`${name} ne null`)]).toEqual([name, true, false]);
      expect([name, holds(`${name} eq "x"`), holds(`not (${name} eq "x")`), holds(`${name} ne "x"`)]).toEqual([name, false, true, true]);
    }
    expect(holds('emails.value ne "w@a.test"')).toBe(false);
  });

  it('of instants looks at the instant, offsets and fractions counted', () => {
    expect(holds('meta.created eq "2026-03-01T13:00:00+01:00"')).toBe(true);
    expect(holds('meta.created lt "2026-03-01T12:00:00.0000001Z"')).toBe(true);
    expect(holds('meta.created ge "2026-03-01T12:00:00"')).toBe(true);
    for (const wrong of [
      '2026-03-01',
      '2026-02-30T00:00:00Z',
      '0000-01-01T00:00:00Z',
      '2026-03-01T25:00:00Z',
      '2026-03-01T00:00:00+15:00',
      'now',
      '1',
      `2026-03-01T00:00:00.${'1'.repeat(40)}Z`,
    ]) {
      expect([wrong, verdict(`meta.created gt "${wrong}"`)]).toEqual([wrong, 'invalidFilter']);
    }
  });

  it('has the operators of its type', () => {
    for (const filter of [
      'active gt true',
      'active co "t"',
      'meta.created co "2026"',
      'emails.primary sw "t"',
      'x509Certificates gt "QQ=="',
      'title gt null',
      'title co null',
      'title eq 5',
      'active eq 1',
      'active eq "yes"',
      'userName eq true',
    ]) {
      expect([filter, verdict(filter)]).toEqual([filter, 'invalidFilter']);
    }
  });

  it('of ids is one of texts: any text is none of them, and no error', () => {
    expect([holds('id eq "no uuid"'), holds('id eq "018F"'), holds('id eq "018f"')]).toEqual([false, false, true]);
  });

  it('of the kind of resource is known before anything is looked at', () => {
    expect(read('meta.resourceType eq "User"')).toEqual({ kind: 'constant', holds: true });
    expect(read('meta.resourceType eq "user"')).toEqual({ kind: 'constant', holds: false });
    expect(filterOf(groupType, 'meta.resourceType ne "User"')).toEqual({ kind: 'constant', holds: true });
  });
});

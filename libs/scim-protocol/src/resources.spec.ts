import { answerOf, namesVersion } from './answer.ts';
import { parseResource } from './parse-resource.ts';
import { ScimError } from './scim-error.ts';
import { enterpriseSchema, userSchema, userType } from './schema/user-schema.ts';

const schemas = [userSchema.urn];
const parse = (body: object) => parseResource(userType, { schemas, userName: 'ada', ...body });
const refused = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof ScimError) return error.scimType;
    throw error;
  }
  return undefined;
};

describe('a body', () => {
  it('keeps text as sent, under the names of the schema', () => {
    const { resource, ignored } = parse({ NAME: { GivenName: ' Zoë ' }, phoneNumbers: [{ value: '415.123.4567', TYPE: 'work' }], more: 1 });
    expect(resource).toEqual({ userName: 'ada', name: { givenName: ' Zoë ' }, phoneNumbers: [{ value: '415.123.4567', type: 'work' }] });
    expect(ignored).toEqual(['more']);
  });

  it('takes null, [] and "" for unassigned, and drops what is read-only or secret', () => {
    const { resource } = parse({
      title: null,
      emails: [],
      nickName: '',
      id: 'x',
      meta: {},
      groups: [{ value: 'g' }],
      password: 'x',
      [enterpriseSchema.urn]: { manager: { displayName: 'Boss' } },
    });
    expect(resource).toEqual({ userName: 'ada' });
  });

  it('refuses text that nobody can store also under names that mean nothing', () => {
    for (const bad of ['a\u0000', '\ud800']) {
      const unknown = [{ more: bad }, { more: [{ deep: bad }] }, { [bad]: 1 }, { name: { more: bad } }, { emails: [{ [bad]: 1 }] }];
      for (const body of [...unknown, { [enterpriseSchema.urn]: { more: bad } }]) expect(refused(() => parse(body))).toBe('invalidValue');
    }
    expect(parse({ [`${'x'.repeat(199)}😀`]: 1 }).ignored[0]?.isWellFormed()).toBe(true);
  });

  it('takes the words true and false in any case', () => {
    expect(parse({ active: 'True', emails: { value: 'x', primary: 'FALSE' } }).resource).toMatchObject({
      active: true,
      emails: [{ primary: false }],
    });
  });

  it('refuses wrong types, missing names and names that stand twice', () => {
    for (const body of [
      { active: 'maybe' },
      { name: 'Ada' },
      { userName: 42 },
      { userName: '' },
      { userName: null },
      { externalId: 5 },
      { title: 'a\u0000' },
      { title: '\ud800' },
      { userName: 'ß'.repeat(600) },
      {
        emails: [
          { value: 'a', primary: true },
          { value: 'b', primary: true },
        ],
      },
      { [enterpriseSchema.urn]: 'x' },
    ]) {
      expect([body, refused(() => parse(body))]).toEqual([body, 'invalidValue']);
    }
    expect(refused(() => parse({ USERNAME: 'eve' }))).toBe('invalidSyntax');
    expect(refused(() => parse({ name: { givenName: 'a', GIVENNAME: 'b' } }))).toBe('invalidSyntax');
    expect(refused(() => parseResource(userType, { userName: 'ada' }))).toBe('invalidSyntax');
    expect(refused(() => parseResource(userType, []))).toBe('invalidSyntax');
  });
});

describe('an answer', () => {
  const meta = { id: '1', created: new Date(0), lastModified: new Date(1), version: 3, baseUrl: 'https://x/scim/v2' };
  const whole = answerOf(
    userType,
    {
      userName: 'ada',
      name: { givenName: 'Ada', familyName: 'Byron' },
      emails: [{ value: 'a', type: 'work' }],
      [enterpriseSchema.urn]: { department: 'R&D' },
    },
    meta,
  );

  it('names exactly the schemas that have data, and its version', () => {
    expect(whole).toMatchObject({
      schemas: [userSchema.urn, enterpriseSchema.urn],
      meta: { version: 'W/"3"', location: 'https://x/scim/v2/Users/1' },
    });
    expect([namesVersion('W/"3"', 3), namesVersion('"2", "3"', 3), namesVersion('*', 3), namesVersion('W/"2"', 3)]).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});

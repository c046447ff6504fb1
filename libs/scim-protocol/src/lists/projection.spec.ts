import { answerOf } from '../answer.ts';
import { complex, resourceTypeOf, schemaOf, text } from '../schema/attribute.ts';
import { enterpriseSchema, userSchema, userType } from '../schema/user-schema.ts';
import { ScimError } from '../scim-error.ts';
import { projected, projectionOf, projectionSkips } from './projection.ts';

const enterprise = enterpriseSchema.urn;
const meta = { id: '1', created: new Date(0), lastModified: new Date(1), version: 3, baseUrl: 'https://x/scim/v2' };
const whole = answerOf(
  userType,
  {
    userName: 'ada',
    name: { givenName: 'Ada', familyName: 'Byron' },
    emails: [
      { value: 'a', type: 'work', primary: true },
      { value: 'b', type: 'home' },
    ],
    [enterprise]: { department: 'R&D', manager: { value: 'm', displayName: 'Boss' } },
  },
  meta,
);
const frozen = JSON.stringify(whole);
const only = (names: string | string[]) => projected(userType, whole, projectionOf(userType, names, undefined));
const without = (names: string) => projected(userType, whole, projectionOf(userType, undefined, names));
const always = { schemas: whole['schemas'], id: '1' };

afterEach(() => expect(JSON.stringify(whole)).toBe(frozen));

describe('attributes', () => {
  it('narrow to what was asked, in any case, by URN, by part, as text or as a list', () => {
    expect(only('USERNAME, nonsense, __proto__')).toEqual({ ...always, userName: 'ada' });
    expect(only(`${userSchema.urn}:userName`)).toEqual({ ...always, userName: 'ada' });
    expect(only(['name.givenName', 'Emails.Value'])).toEqual({
      ...always,
      name: { givenName: 'Ada' },
      emails: [{ value: 'a' }, { value: 'b' }],
    });
    expect(only('name.givenName,name.familyName')).toEqual({ ...always, name: whole['name'] });
    expect(only('name,name.givenName')).toEqual({ ...always, name: whole['name'] });
    expect(only('emails.primary')).toEqual({ ...always, emails: [{ primary: true }] });
    expect(only(`${enterprise}:department`)).toEqual({ ...always, [enterprise]: { department: 'R&D' } });
    expect(only(`${enterprise}:manager.value,${enterprise}:department`)).toEqual({
      ...always,
      [enterprise]: { manager: { value: 'm' }, department: 'R&D' },
    });
    expect(only(enterprise)).toEqual({ ...always, [enterprise]: whole[enterprise] });
    expect(only('manager')).toEqual({ ...always, [enterprise]: { manager: { value: 'm', displayName: 'Boss' } } });
    expect(only('meta.version')).toEqual({ ...always, meta: { version: 'W/"3"' } });
    expect(only('title')).toStrictEqual(always);
    expect(without('name.givenName,title')).toStrictEqual({ ...whole, name: { familyName: 'Byron' } });
  });
});

describe('excludedAttributes', () => {
  it('leave out what was named, but never id and schemas', () => {
    const { name: _name, meta: _meta, ...rest } = whole;
    expect(without('id,schemas,name,META')).toEqual(rest);
    expect(without('emails.type, emails.primary')).toEqual({ ...whole, emails: [{ value: 'a' }, { value: 'b' }] });
    expect(without('name.givenName,name.familyName')['name']).toBeUndefined();
    expect(without('name.givenName')).toEqual({ ...whole, name: { familyName: 'Byron' } });
    expect(without(`${enterprise}:manager.value`)).toMatchObject({ [enterprise]: { department: 'R&D', manager: { displayName: 'Boss' } } });
    expect(without(enterprise)[enterprise]).toBeUndefined();
    expect(without(`${enterprise}:manager,${enterprise}:department`)[enterprise]).toBeUndefined();
  });

  it('copy nothing where nothing is left out', () => {
    expect(without('')).toBe(whole);
    expect(projected(userType, whole, projectionOf(userType, undefined, undefined))).toBe(whole);
  });
});

describe('a projection', () => {
  it('says what a server need not read', () => {
    const skips = (attributes: string | undefined, excluded: string | undefined, name: string) =>
      projectionSkips(projectionOf(userType, attributes, excluded), name);
    expect(skips(undefined, undefined, 'groups')).toBe(false);
    expect(skips(undefined, 'GROUPS', 'groups')).toBe(true);
    expect(skips(undefined, 'groups.display', 'groups')).toBe(false);
    expect(skips('userName', undefined, 'groups')).toBe(true);
    expect(skips('groups.value', undefined, 'groups')).toBe(false);
    expect(skips(undefined, enterprise, enterprise)).toBe(true);
    expect(skips(undefined, `${enterprise}:manager`, enterprise)).toBe(false);
    expect(skips('manager', undefined, enterprise)).toBe(false);
    expect(skips('title', undefined, enterprise)).toBe(true);
  });

  it('is one or the other, and of a size that can be read', () => {
    for (const [attributes, excluded] of [
      ['a', 'b'],
      ['a,'.repeat(201), undefined],
      ['a'.repeat(20_000), undefined],
    ]) {
      expect(() => projectionOf(userType, attributes, excluded)).toThrow(ScimError);
    }
  });
});

describe('what an attribute says of its return', () => {
  const key = complex('key', 'A key.', [text('name', 'Its name.'), text('secret', 'Never shown.', { returned: 'never' })]);
  const schema = schemaOf('urn:x:Thing', 'Thing', 'A thing.', [
    text('pin', 'Written only.', { mutability: 'writeOnly', returned: 'never' }),
    text('history', 'Long.', { returned: 'request' }),
    text('label', 'Always there.', { returned: 'always' }),
    text('colour', 'Usual.'),
    key,
  ]);
  const type = resourceTypeOf('Thing', '/Things', 'A thing.', schema, [
    schemaOf('urn:x:More', 'More', 'More.', [text('story', 'Long.', { returned: 'request' })]),
  ]);
  const thing = {
    schemas: ['urn:x:Thing'],
    id: '1',
    pin: '0',
    history: 'h',
    label: 'l',
    colour: 'c',
    key: { name: 'n', secret: 's' },
    'urn:x:More': { story: 's' },
  };
  const asked = (attributes: string | undefined, excluded?: string) => projected(type, thing, projectionOf(type, attributes, excluded));

  it('is kept', () => {
    expect(asked(undefined)).toEqual({ schemas: ['urn:x:Thing'], id: '1', label: 'l', colour: 'c', key: { name: 'n' } });
    expect(asked('history,pin,key.secret,urn:x:More:story')).toEqual({
      schemas: ['urn:x:Thing'],
      id: '1',
      label: 'l',
      history: 'h',
      'urn:x:More': { story: 's' },
    });
    expect(asked(undefined, 'label,colour,key')).toEqual({ schemas: ['urn:x:Thing'], id: '1', label: 'l' });
    expect(thing.key.secret).toBe('s');
  });
});

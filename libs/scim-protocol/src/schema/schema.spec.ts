import { patch, refusal } from '../../test/patching.ts';
import { answerOf } from '../answer.ts';
import { resourceTypeAnswer, schemaAnswer, serviceProviderConfig } from '../discovery.ts';
import { filterOf } from '../filter/filter.ts';
import type { Resource } from '../resource.ts';
import { resourceTypeOf, schemaOf, text, type Attribute } from './attribute.ts';
import { commonAttributes } from './common-attributes.ts';
import { groupSchema, groupType } from './group-schema.ts';
import { placeOf } from './place.ts';
import { enterpriseSchema, userSchema, userType } from './user-schema.ts';

const types = [userType, groupType];
const meta = { id: '1', created: new Date(0), lastModified: new Date(0), version: 1, baseUrl: '' };

describe('discovery', () => {
  it('tells every characteristic of every attribute, and no null', () => {
    const told = (attribute: Record<string, unknown>): void => {
      const keys = ['name', 'type', 'multiValued', 'description', 'required', 'mutability', 'returned', 'uniqueness', 'caseExact'];
      expect(Object.keys(attribute)).toEqual(expect.arrayContaining(attribute['type'] === 'complex' ? keys.slice(0, 7) : keys));
      expect(attribute['type'] === 'reference').toBe('referenceTypes' in attribute);
      expect(attribute['type'] === 'complex').toBe('subAttributes' in attribute);
      (attribute['subAttributes'] as Record<string, unknown>[] | undefined)?.forEach(told);
    };
    for (const schema of [userSchema, enterpriseSchema, groupSchema]) {
      const answer = schemaAnswer(schema, 'https://x/scim/v2');
      expect(JSON.stringify(answer)).not.toMatch(/null|password|mostBytes/);
      answer.attributes.forEach(told);
      expect(answer.meta).toEqual({ resourceType: 'Schema', location: `https://x/scim/v2/Schemas/${schema.urn}` });
    }
    expect(resourceTypeAnswer(userType, '')).toMatchObject({
      id: 'User',
      name: 'User',
      endpoint: '/Users',
      schemaExtensions: [{ required: false }],
    });
  });

  it('offers what it was told to, with whole numbers where it offers nothing', () => {
    expect(serviceProviderConfig('')).toMatchObject({
      bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
      filter: { supported: true, maxResults: 500 },
      sort: { supported: false },
      authenticationSchemes: [{ type: 'oauthbearertoken', primary: true }],
    });
    const pagination = {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: 100,
      maxPageSize: 500,
      cursorTimeout: 3_600,
    } as const;
    const oauth = { type: 'oauth2', name: 'OAuth', description: 'Client credentials.' } as const;
    const bearer = { type: 'oauthbearertoken', name: 'Bearer', description: 'A token.' } as const;
    const whole = serviceProviderConfig('', {
      bulk: { maxOperations: 1_000, maxPayloadSize: 1_048_576 },
      sort: true,
      authenticationSchemes: [bearer, oauth],
      pagination,
    });
    expect(whole).toMatchObject({
      bulk: { supported: true, maxOperations: 1_000, maxPayloadSize: 1_048_576 },
      sort: { supported: true },
      changePassword: { supported: false },
      etag: { supported: true },
      authenticationSchemes: [{ primary: true }, { primary: false }],
      pagination,
    });
    expect('pagination' in serviceProviderConfig('')).toBe(false);
  });

  /** A value of an attribute, and the same as it is read back. */
  const sample = ({ type, sub, multiValued }: Attribute): unknown => {
    const simple = {
      string: 'x',
      reference: 'https://x.test',
      binary: 'QQ==',
      boolean: true,
      integer: 1,
      decimal: 1.5,
      dateTime: '2026-01-01T00:00:00Z',
    };
    if (type !== 'complex') return multiValued ? [simple[type]] : simple[type];
    const writable = [...sub.values()].filter(({ mutability }) => mutability !== 'readOnly');
    const value = Object.fromEntries(writable.map((part) => [part.name, sample(part)]));
    return multiValued ? [value] : value;
  };

  const everything = types.flatMap((type) =>
    [type.core, ...type.extensions].flatMap((schema) => [...schema.attributes.values()].map((attribute) => ({ type, schema, attribute }))),
  );
  const replacing = ({ type, schema, attribute }: (typeof everything)[number]) => {
    const before: Resource = { [type === userType ? 'userName' : 'displayName']: 'before' };
    return patch(before, [{ op: 'replace', path: `${schema.urn}:${attribute.name}`, value: sample(attribute) }], type);
  };

  it('says what is done: each writable attribute is written by PATCH, read back and filtered', () => {
    const writable = everything.filter(({ attribute }) => attribute.mutability !== 'readOnly');
    expect(writable).toHaveLength(27);
    for (const each of writable) {
      const { type, schema, attribute } = each;
      const after = replacing(each);
      const holder = (schema === type.core ? after : after[schema.urn]) as Resource;
      expect([attribute.name, holder[attribute.name]]).toEqual([attribute.name, sample(attribute)]);
      expect(answerOf(type, after, meta)['schemas']).toContain(schema.urn);
      expect(filterOf(type, `${schema.urn}:${attribute.name} pr`)).toMatchObject({ kind: 'present', place: { attribute } });
    }
  });

  it('says what is not done: each read-only attribute is refused by path', () => {
    const readOnly = everything.filter(({ attribute }) => attribute.mutability === 'readOnly');
    expect(readOnly.map(({ attribute }) => attribute.name)).toEqual(['groups']);
    for (const each of readOnly) expect(refusal(() => replacing(each))).toBe('mutability');
  });

  it('names an extension from its first attribute to its last', () => {
    const path = `${enterpriseSchema.urn}:department`;
    const schemas = (resource: Resource) => answerOf(userType, resource, meta)['schemas'];
    const first = patch({ userName: 'ada' }, [{ op: 'add', path, value: 'D9' }]);
    expect(schemas(first)).toEqual([userSchema.urn, enterpriseSchema.urn]);
    expect(schemas(patch(first, [{ op: 'remove', path }]))).toEqual([userSchema.urn]);
  });
});

describe('a name', () => {
  it('means one place, in any case, alone, with its URN, or as the URN itself', () => {
    const named = (written: string) => placeOf(userType, written);
    expect(named('NAME.givenname')).toMatchObject({ attribute: { name: 'name' }, sub: { name: 'givenName' } });
    expect(named(`${userSchema.urn.toUpperCase()}:emails.VALUE`)).toMatchObject({ attribute: { name: 'emails' }, sub: { name: 'value' } });
    expect(named('manager')).toMatchObject({ extension: { name: 'EnterpriseUser' } });
    expect(named(enterpriseSchema.urn)).toEqual({ extension: enterpriseSchema });
    expect(named(`${userSchema.urn}:id`)).toEqual({ attribute: commonAttributes.get('id') });
    for (const nothing of [
      '',
      '.',
      'name.',
      '.name',
      'name.x',
      'name..givenName',
      userSchema.urn,
      `${userSchema.urn}:`,
      `${enterpriseSchema.urn}.department`,
      '__proto__',
      'constructor',
      'emails.__proto__',
      'x'.repeat(1_000_000),
    ]) {
      expect(named(nothing)).toBeUndefined();
    }
  });

  it('of an extension whose URN begins another one is found in the longer one', () => {
    const outer = schemaOf('urn:x:a', 'A', 'A', [text('b', 'B')]);
    const inner = schemaOf('urn:x:a:b', 'B', 'B', [text('c', 'C')]);
    for (const extensions of [
      [outer, inner],
      [inner, outer],
    ]) {
      const type = resourceTypeOf('T', '/T', 'T', schemaOf('urn:x', 'X', 'X', []), extensions);
      expect(placeOf(type, 'urn:x:a:b')).toEqual({ extension: inner });
      expect(placeOf(type, 'urn:x:a:b:c')).toMatchObject({ extension: inner, attribute: { name: 'c' } });
    }
  });
});

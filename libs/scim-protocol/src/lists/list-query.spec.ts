import { groupType } from '../schema/group-schema.ts';
import { enterpriseSchema, userSchema, userType } from '../schema/user-schema.ts';
import { ScimError } from '../scim-error.ts';
import { listQueryOf, searchQueryOf } from './list-query.ts';
import { cursorResponse, listResponse } from './paging.ts';

const read = (raw: Record<string, unknown>) => listQueryOf(userType, raw);
const search = (body: object, types = [userType, groupType]) =>
  searchQueryOf(types, { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], ...body });
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof ScimError) return `${error.status} ${error.scimType}`;
    throw error;
  }
  return 'taken';
};

describe('the query of a list', () => {
  it('asks for the first hundred when it says nothing, and for nothing that it does not know', () => {
    const plain = { page: { kind: 'index', startIndex: 1, count: 100 }, projection: { without: [] } };
    expect(read({})).toMatchObject(plain);
    expect(read({ aadOptscim062020: '', nonsense: ['a', 'b'] })).toMatchObject(plain);
    expect('filter' in read({}) || 'sort' in read({})).toBe(false);
  });

  it('pages from one, of at most five hundred, and takes whole numbers only', () => {
    expect(read({ startIndex: '0', count: '-3' }).page).toEqual({ kind: 'index', startIndex: 1, count: 0 });
    expect(read({ startIndex: '99999999999999999999', count: '501' }).page).toEqual({
      kind: 'index',
      startIndex: Number.MAX_SAFE_INTEGER,
      count: 500,
    });
    for (const wrong of ['1.5', 'x', '1e3', ' 1', '0x10']) {
      expect(refusal(() => read({ startIndex: wrong }))).toBe('400 invalidValue');
      expect(refusal(() => read({ count: wrong }))).toBe('400 invalidValue');
    }
  });

  it('walks by cursor, from an empty one on, with one to five hundred at a time', () => {
    expect(read({ cursor: '' }).page).toEqual({ kind: 'cursor', cursor: undefined, count: 100, countGiven: false });
    expect(read({ cursor: 'abc', count: '2', startIndex: '7' }).page).toEqual({
      kind: 'cursor',
      cursor: 'abc',
      count: 2,
      countGiven: true,
    });
    for (const count of ['0', '-1', '501', 'x', '1.5']) expect(refusal(() => read({ cursor: '', count }))).toBe('400 invalidCount');
  });

  it('sorts by what has one value, in any case, by URN, and descends only where asked', () => {
    expect(read({ sortBy: 'NAME.familyName' }).sort).toMatchObject({ place: { sub: { name: 'familyName' } }, descending: false });
    expect(read({ sortBy: 'emails', sortOrder: 'DESCENDING' }).sort).toMatchObject({ place: { sub: { name: 'value' } }, descending: true });
    expect(read({ sortBy: `${enterpriseSchema.urn}:department` }).sort).toMatchObject({ place: { extension: enterpriseSchema } });
    expect(read({ sortBy: 'meta.created' }).sort).toMatchObject({ place: { sub: { type: 'dateTime' } } });
    expect(read({ sortOrder: 'descending' }).sort).toBeUndefined();
    for (const sortBy of ['nonsense', '__proto__', 'name', 'addresses', enterpriseSchema.urn, 'x509Certificates', 'password']) {
      expect([sortBy, refusal(() => read({ sortBy }))]).toEqual([sortBy, '400 invalidValue']);
    }
    expect(refusal(() => read({ sortBy: 'title', sortOrder: 'up' }))).toBe('400 invalidValue');
  });

  it('refuses a parameter that stands twice, and a filter over passwords as sensitive', () => {
    for (const name of ['filter', 'count', 'cursor', 'attributes', 'sortBy']) {
      expect(refusal(() => read({ [name]: ['a', 'b'] }))).toBe('400 invalidValue');
    }
    expect(refusal(() => read({ filter: 'password eq "x"' }))).toBe('403 sensitive');
    expect(refusal(() => read({ filter: `${userSchema.urn}:password eq "x"` }))).toBe('403 sensitive');
  });

  it('has one fingerprint for the same filter and order, however written, whatever the page and the projection', () => {
    const once = read({ filter: 'userName eq "x"', sortBy: 'title' }).fingerprint;
    expect(read({ filter: 'USERNAME EQ "x"', sortBy: 'TITLE', cursor: '', count: '3', attributes: 'id' }).fingerprint).toBe(once);
    const others = [
      read({ filter: 'userName eq "X"', sortBy: 'title' }),
      read({ filter: 'userName eq "x"' }),
      read({ filter: 'userName eq "x"', sortBy: 'title', sortOrder: 'descending' }),
      read({ sortBy: 'title' }),
      listQueryOf(groupType, { filter: 'displayName eq "x"' }),
    ];
    expect(new Set([once, ...others.map(({ fingerprint }) => fingerprint)]).size).toBe(6);
  });
});

describe('a SearchRequest', () => {
  it('says the same in a body, with numbers and lists', () => {
    const body = {
      filter: 'userName eq "x"',
      ATTRIBUTES: ['userName', 'emails.value'],
      startIndex: 2,
      count: 5,
      sortBy: 'title',
      sortOrder: 'ascending',
    };
    const url = { filter: 'userName eq "x"', attributes: 'userName,emails.value', startIndex: '2', count: '5', sortBy: 'title' };
    expect(search(body, [userType])).toEqual([read(url)]);
    expect(search({ cursor: '', count: 2 }, [userType])[0]!.page).toEqual({
      kind: 'cursor',
      cursor: undefined,
      count: 2,
      countGiven: true,
    });
  });

  it('asks both types, and takes what only the other has for absent', () => {
    const [users, groups] = search({ filter: 'displayName eq "x" and not (userName eq "y")', sortBy: 'userName' });
    expect(users!.filter).toMatchObject({ of: [{ kind: 'compare' }, { kind: 'not', of: { kind: 'compare' } }] });
    expect(groups!.filter).toMatchObject({ of: [{ kind: 'compare' }, { kind: 'not', of: { kind: 'constant', holds: false } }] });
    expect([users!.sort!.place, groups!.sort!.place]).toEqual([expect.objectContaining({}), undefined]);
    expect(users!.fingerprint).toBe(groups!.fingerprint);
    const kinds = (filter: string) => search({ filter }).map((query) => query.filter);
    const constant = (holds: boolean) => ({ kind: 'constant', holds });
    expect(kinds('userName pr')[1]).toEqual(constant(false));
    expect(kinds('userName ne "x"')[1]).toEqual(constant(true));
    expect(kinds('userName eq null')[1]).toEqual(constant(true));
    expect(kinds('emails[type eq "work"]')[1]).toEqual(constant(false));
    expect(kinds('meta.resourceType eq "Group"')).toEqual([constant(false), constant(true)]);
    expect(kinds('meta.resourceType sw "U"')).toEqual([constant(true), constant(false)]);
  });

  it('refuses what neither has, and a password as no filter', () => {
    expect(refusal(() => search({ filter: 'nonsense eq "x"' }))).toBe('400 invalidFilter');
    expect(refusal(() => search({ filter: 'password eq "x"' }))).toBe('400 invalidFilter');
    expect(refusal(() => search({ sortBy: 'nonsense' }))).toBe('400 invalidValue');
  });

  it('needs its envelope, and values of the right type', () => {
    for (const body of [null, [], {}, { schemas: [] }, { schemas: ['x'] }, { schemas: [5] }]) {
      expect(refusal(() => searchQueryOf([userType], body))).toBe('400 invalidSyntax');
    }
    for (const body of [{ filter: 5 }, { attributes: [5] }, { attributes: {} }, { startIndex: 1.5 }, { count: [] }, { cursor: 1 }]) {
      expect([body, refusal(() => search(body))]).toEqual([body, '400 invalidValue']);
    }
    expect(refusal(() => search({ attributes: ['a'], excludedAttributes: ['b'] }))).toBe('400 invalidValue');
  });
});

describe('a page', () => {
  it('tells rows and totals; by cursor, where to go on, and nothing on the last one', () => {
    expect(listResponse(['a'], 9, 3)).toMatchObject({ totalResults: 9, itemsPerPage: 1, startIndex: 3, Resources: ['a'] });
    expect(cursorResponse(['a'], 9, 'next')).toMatchObject({ totalResults: 9, itemsPerPage: 1, nextCursor: 'next' });
    expect(Object.keys(cursorResponse([], 0, undefined))).toEqual(['schemas', 'totalResults', 'itemsPerPage', 'Resources']);
  });
});

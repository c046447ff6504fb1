import fc from 'fast-check';
import { ScimError } from '../scim-error.ts';
import { bulkOrder } from './bulk-order.ts';
import { referencesIn, withReferences } from './bulk-references.ts';
import { bulkOf, type BulkOperation } from './bulk-request.ts';
import { bulkResponse } from './bulk-response.ts';

const envelope = (Operations: unknown, more: object = {}) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
  Operations,
  ...more,
});
const plan = (...operations: object[]) => bulkOf(envelope(operations), { maxOperations: 1_000 });
const user = (bulkId: string, data: object = {}) => ({ method: 'POST', path: '/Users', bulkId, data });
const group = (bulkId: string, ...members: string[]) => ({
  method: 'POST',
  path: '/Groups',
  bulkId,
  data: { displayName: bulkId, members: members.map((value) => ({ value: `bulkId:${value}` })) },
});
const turns = (...operations: object[]) =>
  bulkOrder(plan(...operations)).map((turn) =>
    [turn.kind, turn.operation.bulkId ?? `#${turn.operation.index}`, ...('later' in turn ? [...turn.later] : [])].join(' '),
  );
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof ScimError) return `${error.status} ${error.scimType}`;
    throw error;
  }
  return 'taken';
};
const refusals = (...operations: unknown[]) =>
  bulkOf(envelope(operations), { maxOperations: 1_000 }).operations.map((operation) =>
    'refusal' in operation ? operation.refusal.scimType : 'taken',
  );

describe('a Bulk request', () => {
  it('is read by operation: method, endpoint, id, version and data', () => {
    const { operations, failOnErrors } = bulkOf(
      {
        SCHEMAS: ['URN:ietf:params:scim:api:messages:2.0:BulkRequest'],
        failonerrors: 2,
        operations: [
          { Method: 'post', Path: '/Users', BulkId: 'u', Data: { userName: 'x' } },
          { method: 'PATCH', path: '/Groups/g1', version: 'W/"3"', data: {} },
          { method: 'DELETE', path: '/Users/bulkId:u' },
        ],
      },
      { maxOperations: 3 },
    );
    expect(failOnErrors).toBe(2);
    expect(operations).toMatchObject([
      { index: 0, method: 'POST', endpoint: '/Users', id: undefined, bulkId: 'u', data: { userName: 'x' } },
      { index: 1, method: 'PATCH', endpoint: '/Groups', id: 'g1', version: 'W/"3"' },
      { index: 2, method: 'DELETE', endpoint: '/Users', id: 'bulkId:u', needs: new Set(['u']) },
    ]);
  });

  it('is refused whole for a wrong envelope, and for too many operations with the limit named', () => {
    for (const body of [
      null,
      [],
      {},
      envelope([]),
      envelope({}),
      envelope('x'),
      { Operations: [user('u')] },
      envelope([user('u')], { failOnErrors: -1 }),
      envelope([user('u')], { failOnErrors: '1' }),
    ]) {
      expect([body, refusal(() => bulkOf(body, { maxOperations: 9 }))]).toEqual([body, '400 invalidSyntax']);
    }
    const many = envelope(Array.from({ length: 1_001 }, (_, n) => user(`u${n}`)));
    expect(refusal(() => bulkOf(many, { maxOperations: 1_000 }))).toBe('413 undefined');
    expect(() => bulkOf(many, { maxOperations: 1_000 })).toThrow(/1000/);
    expect(bulkOf(envelope([user('u')], { failOnErrors: 0 }), { maxOperations: 1 }).failOnErrors).toBeUndefined();
  });

  it('fails one operation alone for what is wrong with it', () => {
    expect(refusals({ method: 'POST', path: '/Users', data: {} }, user('u'))).toEqual(['invalidValue', 'taken']);
    expect(refusals(user('u'), user('u'))).toEqual(['taken', 'invalidValue']);
    expect(refusals(5, null, { method: 'GET', path: '/Users/1' }, { path: '/Users', data: {} })).toEqual(Array(4).fill('invalidSyntax'));
    expect(refusals({ method: 'PUT', path: '/Users/1' }, { method: 'PATCH', path: '/Users/1', data: [] })).toEqual(
      Array(2).fill('invalidSyntax'),
    );
    for (const path of [
      '/Bulk',
      '/Me',
      '/Users/',
      '/Users/1/2',
      '/Users?x=1',
      '/Users/1?x=1',
      '/Users/..',
      'https://x/Users/1',
      '/users/1',
      '/Schemas',
      '',
      5,
      '/Users/.search',
      `/Users/${'x'.repeat(600)}`,
    ].filter((each) => each !== '/Users/..')) {
      expect([path, ...refusals({ method: 'PUT', path, data: {} }, { method: 'POST', path, bulkId: 'b', data: {} })]).toEqual([
        path,
        path === '/Users/.search' ? 'taken' : 'invalidPath',
        'invalidPath',
      ]);
    }
    expect(refusals({ method: 'DELETE', path: '/Users/bulkId:nobody' }, group('g', 'nobody'))).toEqual(['invalidValue', 'invalidValue']);
  });
});

describe('references', () => {
  it('are found in values and in PATCH paths, and set there', () => {
    const data = {
      Operations: [
        { op: 'add', path: 'members', value: [{ value: 'bulkId:a' }, { value: 'x' }] },
        { op: 'remove', path: 'members[value eq "bulkId:b" or value eq "bulkId:a"]' },
        { op: 'add', path: 'manager', value: 'bulkId:c' },
      ],
      displayName: 'about bulkId:d',
    };
    expect(referencesIn(data)).toEqual(new Set(['a', 'b', 'c']));
    const ids = new Map([
      ['a', '1'],
      ['b', '2"'],
      ['c', '3'],
    ]);
    expect(withReferences(data, ids)).toEqual({
      Operations: [
        { op: 'add', path: 'members', value: [{ value: '1' }, { value: 'x' }] },
        { op: 'remove', path: String.raw`members[value eq "2\"" or value eq "1"]` },
        { op: 'add', path: 'manager', value: '3' },
      ],
      displayName: 'about bulkId:d',
    });
    expect(refusal(() => withReferences(data, new Map([['a', '1']])))).toBe('409 undefined');
  });

  it('that come later are left out with what they stand in', () => {
    const data = {
      displayName: 'g',
      members: [{ value: 'bulkId:a' }, { value: 'bulkId:b', type: 'User' }],
      manager: { value: 'bulkId:b' },
      'urn:x': { manager: 'bulkId:b', costCenter: '1' },
    };
    expect(withReferences(data, new Map([['a', '1']]), new Set(['b']))).toEqual({
      displayName: 'g',
      members: [{ value: '1' }],
      'urn:x': { costCenter: '1' },
    });
  });

  it('are not looked for where data nests without end', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown;
    expect(refusals({ method: 'PUT', path: '/Users/1', data: { deep } })).toEqual(['invalidSyntax']);
    expect(refusal(() => withReferences(deep, new Map()))).toBe('400 invalidSyntax');
  });

  it('leave the prototype alone', () => {
    const data = JSON.parse('{"__proto__":{"polluted":"bulkId:a"}}') as object;
    const after = withReferences(data, new Map([['a', '1']])) as object;
    expect(Object.hasOwn(after, '__proto__')).toBe(true);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});

describe('the order of operations', () => {
  it('is that of the request, where nothing points forward', () => {
    expect(turns(user('a'), { method: 'DELETE', path: '/Users/1' }, group('g', 'a'))).toEqual(['carryOut a', 'carryOut #1', 'carryOut g']);
    expect(turns({ method: 'POST', path: '/Users', data: {} }, user('a'))).toEqual(['refuse #0', 'carryOut a']);
  });

  it('puts what is needed first, in data, in paths and in PATCH values', () => {
    expect(turns(group('g', 'a', 'b'), user('a'), user('b'))).toEqual(['carryOut a', 'carryOut b', 'carryOut g']);
    expect(
      turns({ method: 'PATCH', path: '/Users/bulkId:a', data: { Operations: [{ value: 'bulkId:b' }] } }, user('a'), user('b')),
    ).toEqual(['carryOut a', 'carryOut b', 'carryOut #0']);
    expect(turns(group('x', 'y'), group('y', 'z'), group('z'))).toEqual(['carryOut z', 'carryOut y', 'carryOut x']);
  });

  it('cuts a circle at its first member, and links it as soon as the other is made', () => {
    expect(turns(group('a', 'b'), group('b', 'a'))).toEqual(['create b a', 'carryOut a', 'link b a']);
    expect(turns(group('a', 'a'))).toEqual(['create a a', 'link a a']);
    expect(turns(group('a', 'b'), group('b', 'c'), group('c', 'a', 'b'), user('u'))).toEqual([
      'create c a b',
      'carryOut b',
      'carryOut a',
      'link c a b',
      'carryOut u',
    ]);
  });

  it('holds for any request: each operation has one turn, after what it needs or with that left out', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const any = fc.uniqueArray(fc.record({ bulkId: fc.constantFrom(...names), members: fc.uniqueArray(fc.constantFrom(...names)) }), {
      selector: ({ bulkId }) => bulkId,
    });
    fc.assert(
      fc.property(any, fc.array(fc.constantFrom(...names), { maxLength: 3 }), (groups, patches) => {
        const created = new Set(groups.map(({ bulkId }) => bulkId));
        const operations = [
          ...patches.filter((name) => created.has(name)).map((name) => ({ method: 'DELETE', path: `/Groups/bulkId:${name}` })),
          ...groups.map(({ bulkId, members }) => group(bulkId, ...members.filter((name) => created.has(name)))),
        ];
        if (!operations.length) return;
        const [made, linked] = [new Set<string>(), new Set<BulkOperation>()];
        const order = bulkOrder(plan(...operations));
        for (const turn of order) {
          const operation = turn.operation as BulkOperation;
          const later = 'later' in turn && turn.kind === 'create' ? turn.later : new Set<string>();
          for (const need of operation.needs) expect(made.has(need) || later.has(need)).toBe(true);
          if (turn.kind === 'link') linked.add(operation);
          else if (operation.bulkId) made.add(operation.bulkId);
        }
        expect(order.filter(({ kind }) => kind !== 'link')).toHaveLength(operations.length);
        expect(linked.size).toBe(order.filter(({ kind }) => kind === 'create').length);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the answer', () => {
  it('stands in the order of the request, with each status as text and a refusal as its response', () => {
    const answer = bulkResponse([
      { index: 1, method: 'POST', bulkId: 'b', status: 201, location: '/Users/2', version: 'W/"1"' },
      { index: 0, method: 'DELETE', status: 404, error: { detail: 'No such user.' } },
      { index: 2, method: undefined, status: 400, error: { detail: 'x', scimType: 'invalidSyntax' } },
    ]);
    const error = 'urn:ietf:params:scim:api:messages:2.0:Error';
    expect(answer).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'],
      Operations: [
        { method: 'DELETE', status: '404', response: { schemas: [error], status: '404', detail: 'No such user.' } },
        { method: 'POST', bulkId: 'b', version: 'W/"1"', location: '/Users/2', status: '201' },
        { status: '400', response: { schemas: [error], status: '400', scimType: 'invalidSyntax', detail: 'x' } },
      ],
    });
  });
});

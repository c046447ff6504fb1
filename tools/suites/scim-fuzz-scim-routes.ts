import fc from 'fast-check';
import { idPath, mostly, oddId, parameter, type Shape } from './scim-fuzz-request.ts';
import { resourceOf, valuesOf, type TellingAttribute } from './scim-fuzz-schemas.ts';
import { bodyText, oddText, oddValue } from './scim-fuzz-values.ts';

const core = 'urn:ietf:params:scim:schemas:core:2.0:';
const messages = 'urn:ietf:params:scim:api:messages:2.0:';

/** @param attributes of a user and of a group, as `/Schemas` tells */
export function scimShapes(attributes: Readonly<Record<'User' | 'Group', readonly TellingAttribute[]>>): Shape[] {
  const unique = fc.nat({ max: 1e9 }).map((n) => `fuzz${n}@fuzz.test`);
  const user = fc
    .tuple(resourceOf(attributes.User), unique)
    .map(([more, userName]) => ({ schemas: [`${core}User`], ...more, userName, emails: [{ value: userName }] }));
  const group = fc
    .tuple(resourceOf(attributes.Group), unique, fc.subarray(['{user}', '{group}', '{foreign}', 'x']))
    .map(([more, displayName, members]) => ({
      schemas: [`${core}Group`],
      ...more,
      displayName,
      members: members.map((value) => ({ value })),
    }));
  const all = [...attributes.User, ...attributes.Group];
  const names = all.flatMap(({ name, subAttributes = [] }) => [name, ...subAttributes.map((sub) => `${name}.${sub.name}`)]);
  const name = mostly(fc.constantFrom(...names), oddText, 6);
  const literal = fc.oneof(
    oddValue.map((value) => JSON.stringify(value) ?? 'null'),
    fc.constantFrom('"x"', 'true', '1', 'null', '"2026-01-01T00:00:00Z"'),
  );
  const condition = fc.oneof(
    fc.tuple(name, fc.constantFrom('eq', 'NE', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'xx'), literal).map((parts) => parts.join(' ')),
    name.map((one) => `${one} pr`),
    fc.tuple(name, name, literal).map(([outer, inner, value]) => `${outer}[${inner} eq ${value}]`),
  );
  const filter = fc.oneof(
    { weight: 4, arbitrary: condition },
    { weight: 2, arbitrary: fc.tuple(condition, fc.constantFrom('and', 'or', 'AND NOT'), condition).map((parts) => parts.join(' ')) },
    { weight: 1, arbitrary: fc.tuple(fc.nat({ max: 3_000 }), condition).map(([n, one]) => `${'('.repeat(n)}${one}${')'.repeat(n)}`) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.nat({ max: 120 }), condition).map(([n, one]) => Array.from({ length: n }, () => one).join(' or ')),
    },
    { weight: 1, arbitrary: oddText },
  );
  const path = fc.oneof(
    name,
    fc.tuple(name, condition).map(([one, chosen]) => `${one.split('.')[0]}[${chosen}].value`),
    fc.constantFrom('members[value eq "{user}"]', '__proto__.polluted', 'constructor.prototype.polluted', `${core}User:title`, 'a[', '..'),
  );
  const value = fc.oneof(
    ...all.map(valuesOf),
    oddValue,
    fc.constantFrom<unknown>([{ value: '{user}' }], { '__proto__.x': 1, 'name.givenName': 'Ada', 'constructor.prototype.polluted': 1 }),
  );
  const patch = fc
    .array(fc.record({ op: fc.constantFrom('add', 'Replace', 'remove', 'ADD', 'x'), path, value }, { requiredKeys: ['op'] }), {
      minLength: 1,
      maxLength: 4,
    })
    .map((Operations) => ({ schemas: [`${messages}PatchOp`], Operations }));
  const search = fc
    .record(
      {
        filter,
        sortBy: name,
        sortOrder: fc.constantFrom('ascending', 'x'),
        startIndex: fc.integer(),
        count: fc.integer(),
        cursor: oddText,
        attributes: fc.array(name, { maxLength: 3 }),
      },
      { requiredKeys: [] },
    )
    .map((asked) => ({ schemas: [`${messages}SearchRequest`], ...asked }));
  const bulk = fc
    .array(
      fc.record(
        {
          method: fc.constantFrom('POST', 'PUT', 'patch', 'DELETE', 'GET'),
          path: fc.constantFrom(
            '/Users',
            '/Groups',
            '/Users/{user}',
            '/Groups/{group}',
            '/Users/bulkId:a',
            '/Bulk',
            '/Users/{foreign}',
            '//',
          ),
          bulkId: fc.constantFrom('a', 'b', '__proto__'),
          data: fc.oneof(user, group, patch),
        },
        { requiredKeys: ['method', 'path'] },
      ),
      { maxLength: 5 },
    )
    .map((Operations) => ({ schemas: [`${messages}BulkRequest`], failOnErrors: 3, Operations }));
  const query = fc
    .tuple(
      parameter(
        ['startIndex', 'count', 'cursor', 'sortBy', 'sortOrder', 'attributes', 'excludedAttributes', 'aadOptscim062020'],
        fc.oneof(oddText, name, fc.integer().map(String)),
      ),
      fc.option(filter),
    )
    .map(([others, one]) => (one === null ? others : `filter=${encodeURIComponent(one.toWellFormed())}&${others}`));
  const projection = parameter(['attributes', 'excludedAttributes'], fc.oneof(name, oddText));
  const at = (route: string) => fc.constant(route);
  const ofType = (type: 'Users' | 'Groups', named: string, body: fc.Arbitrary<unknown>): Shape[] => [
    { route: type, method: 'GET', path: at(type), query },
    { route: type, method: 'POST', path: at(type), query: projection, body: bodyText(body) },
    { route: `${type}/:id`, method: 'GET', path: idPath(type, named), query: projection },
    { route: `${type}/:id`, method: 'PUT', path: idPath(type, named), query: projection, body: bodyText(body) },
    { route: `${type}/:id`, method: 'PATCH', path: idPath(type, named), query: projection, body: bodyText(patch) },
    { route: `${type}/:id`, method: 'DELETE', path: idPath(type, named) },
    { route: `${type}/.search`, method: 'POST', path: at(`${type}/.search`), body: bodyText(search) },
  ];
  return [
    ...ofType('Users', 'user', user),
    ...ofType('Groups', 'group', group),
    { route: '.search', method: 'POST', path: at('.search'), body: bodyText(search) },
    { route: 'Bulk', method: 'POST', path: at('Bulk'), body: bodyText(bulk) },
    {
      route: 'discovery',
      method: 'GET',
      path: fc.oneof(
        fc.constantFrom('Schemas', 'ResourceTypes', 'ServiceProviderConfig', 'Me'),
        idPath('Schemas', 'user'),
        idPath('ResourceTypes', 'user'),
        oddId,
      ),
      query,
    },
  ];
}

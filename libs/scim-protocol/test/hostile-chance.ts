import fc from 'fast-check';
import { enterpriseSchema } from '../src/index.ts';
import type { Doors, Hostile } from './hostile-doors.ts';
import { creating, operations, patchBody, pieces, prototypes, searching } from './hostile-inputs.ts';

const words = fc.oneof(
  fc.constantFrom(
    ...prototypes,
    'title',
    'emails',
    'members',
    'name.givenName',
    'emails[type eq "work"].value',
    'members[value eq "m1"]',
    enterpriseSchema.urn,
    'schemas',
    'path',
    'op',
    'value',
  ),
  fc.string(),
);
const json = fc.jsonValue({ maxDepth: 4 });
const at = (door: keyof Doors, inputs: fc.Arbitrary<unknown>): fc.Arbitrary<Hostile> =>
  inputs.map((input) => ({ door, input, name: `${door}: ${JSON.stringify(input)}` }));
const step = fc.record({ op: fc.constantFrom('add', 'Replace', 'remove'), path: words, value: fc.oneof(json, fc.dictionary(words, json)) });
const patchBodies = fc.array(step, { maxLength: 8 }).map((steps) => patchBody(...steps));
const bodies = fc.dictionary(words, json).map(creating);
const parameters = fc.constantFrom('filter', 'sortBy', 'sortOrder', 'startIndex', 'count', 'cursor', 'attributes', 'excludedAttributes');
const queries = fc.dictionary(parameters, fc.oneof(words, json));
const operation = fc.record({
  method: fc.constantFrom('POST', 'PUT', 'PATCH', 'DELETE'),
  path: fc.constantFrom('/Users', '/Users/1', '/Groups/bulkId:u', '/Bulk'),
  bulkId: fc.constantFrom('u', 'v'),
  data: fc.dictionary(words, fc.oneof(json, fc.constantFrom('bulkId:u', 'bulkId:v'))),
});
const fragments = fc.oneof(fc.constantFrom(...pieces, 'userName', ']', ')', ' eq ', ' pr', 'true', '"x"', '.value'), fc.string());

/** Thrown together by chance. */
export const random: fc.Arbitrary<Hostile> = fc.oneof(
  at(
    'filter',
    fc.array(fragments, { maxLength: 40 }).map((all) => all.join('')),
  ),
  at('patchUser', patchBodies),
  at('patchGroup', patchBodies),
  at('parseUser', bodies),
  at('parseGroup', bodies),
  at('list', queries),
  at('search', queries.map(searching)),
  at(
    'bulk',
    fc.array(operation, { maxLength: 8 }).map((all) => operations(...all)),
  ),
  at('cursor', fc.string()),
);

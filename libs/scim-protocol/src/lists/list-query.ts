import { createHash } from 'node:crypto';
import type { Condition } from '../filter/condition.ts';
import { compiled, filterOf } from '../filter/filter.ts';
import { scanFilter } from '../filter/filter-scanner.ts';
import { printed } from '../filter/print.ts';
import { envelopeOf } from '../parse-resource.ts';
import type { ResourceType } from '../schema/attribute.ts';
import { placeOf } from '../schema/place.ts';
import { ScimError, invalidFilter, invalidValue } from '../scim-error.ts';
import { pagingOf, type Paging } from './paging.ts';
import { projectionOf, type Projection } from './projection.ts';
import { sortedBy, type Sort } from './sort.ts';

/** What a list of resources of one type is asked for. */
export interface ListQuery {
  readonly filter?: Condition;
  readonly sort?: Sort;
  readonly page: Paging;
  readonly projection: Projection;
  /** the same text for the same types, filter and order, whatever the page and the projection: what a cursor is bound to */
  readonly fingerprint: string;
}

const inUrl = ['filter', 'sortBy', 'sortOrder', 'startIndex', 'count', 'cursor', 'attributes', 'excludedAttributes'] as const;

/** Reads the query of a list from a query string; a repeated name is a list there. Unknown parameters are left alone; a cursor wins over `startIndex`.
 *
 * @throws ScimError invalidValue (a parameter twice, no whole number, unknown `sortBy`), invalidFilter, invalidCount, sensitive
 * @see RFC 7644 §3.4.2, RFC 9865 §2
 */
export function listQueryOf(type: ResourceType, raw: Readonly<Record<string, unknown>>): ListQuery {
  const given: Partial<Record<(typeof inUrl)[number], string>> = {};
  for (const name of inUrl) {
    const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
    if (value === undefined) continue;
    if (typeof value !== 'string') throw invalidValue(`${name} stands twice in the address.`);
    given[name] = value;
  }
  const [sort] = sortedBy([type], given.sortBy, given.sortOrder);
  return queryOf({
    types: [type],
    ...(given.filter === undefined ? {} : { filter: filterOf(type, given.filter) }),
    sort,
    page: pagingOf(given.cursor, given.startIndex, given.count),
    projection: projectionOf(type, given.attributes, given.excludedAttributes),
  });
}

/** Reads a SearchRequest, over one type or several. An attribute that only another of the types has is absent here; one that none has is refused.
 *
 * @returns one query per type, in the given order, with one page, order and fingerprint
 * @throws ScimError invalidSyntax (envelope), invalidValue, invalidFilter (`password`, too), invalidCount
 * @see RFC 7644 §3.4.3, §3.4.2.1
 */
export function searchQueryOf(types: readonly ResourceType[], body: unknown): readonly ListQuery[] {
  const said = envelopeOf(body, 'SearchRequest');
  const filter = textIn(said, 'filter');
  const filters = filter === undefined ? [] : filtersOf(types, filter);
  const sorts = sortedBy(types, textIn(said, 'sortby'), textIn(said, 'sortorder'));
  const page = pagingOf(textIn(said, 'cursor'), said.get('startindex'), said.get('count'));
  const [attributes, excluded] = [namesIn(said, 'attributes'), namesIn(said, 'excludedattributes')];
  const whole = types.map((type, n) => ({ type, filter: filters[n], sort: sorts[n] }));
  return whole.map(({ type, filter: own, sort }) =>
    queryOf({
      types,
      ...(own === undefined ? {} : { filter: own }),
      all: whole.map((other) => other.filter),
      sort,
      page,
      projection: projectionOf(type, attributes, excluded),
    }),
  );
}

function filtersOf(types: readonly ResourceType[], filter: string): readonly Condition[] {
  const scanned = scanFilter(filter);
  const isElsewhere = (name: string) => types.some((type) => placeOf(type, name)) && 'elsewhere';
  try {
    return types.map((type) => compiled(scanned, (name) => placeOf(type, name) ?? (isElsewhere(name) || undefined), type.name));
  } catch (error) {
    // In a body nothing sensitive stands in an address (RFC 7644 §7.5.2): there it is an attribute that can't be compared.
    if (error instanceof ScimError && error.scimType === 'sensitive') throw invalidFilter(error.message);
    throw error;
  }
}

function textIn(said: ReadonlyMap<string, unknown>, name: string): string | undefined {
  const value = said.get(name) ?? undefined;
  if (value !== undefined && typeof value !== 'string') throw invalidValue(`${name} must be text.`);
  return value;
}

function namesIn(said: ReadonlyMap<string, unknown>, name: string): string | readonly string[] | undefined {
  const value = said.get(name) ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string')) throw invalidValue(`${name} must be a list of names.`);
  return value;
}

interface Parts {
  readonly types: readonly ResourceType[];
  readonly filter?: Condition;
  /** of every type, where there are several */
  readonly all?: readonly (Condition | undefined)[];
  readonly sort: Sort | undefined;
  readonly page: Paging;
  readonly projection: Projection;
}

function queryOf({ types, filter, all = [filter], sort, page, projection }: Parts): ListQuery {
  return {
    ...(filter === undefined ? {} : { filter }),
    ...(sort ? { sort } : {}),
    page,
    projection,
    // Only a walk by cursor asks for it.
    get fingerprint() {
      return fingerprintOf(types, all, sort);
    },
  };
}

function fingerprintOf(types: readonly ResourceType[], filters: readonly (Condition | undefined)[], sort: Sort | undefined): string {
  const said = [types.map(({ name }) => name), filters.map((filter) => filter && printed(filter)), sort?.by, sort?.descending];
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 22);
}

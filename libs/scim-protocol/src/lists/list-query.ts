import type { Condition } from '../filter/condition.ts';
import type { ResourceType } from '../schema/attribute.ts';
import type { Place } from '../schema/place.ts';
import type { Projection } from './projection.ts';

/** By what a list is sorted. */
export interface Sort {
  /** leads to a single value: of a complex attribute its `value`. `undefined` in a search over several types: only another type has it, so that it is
   * missing in every resource here */
  readonly place: Place | undefined;
  readonly descending: boolean;
}

/** Which page of a list. `count` is 0 to 500 by index, 1 to 500 by cursor; the first page by cursor has no cursor yet. */
export type Paging =
  | { readonly kind: 'index'; readonly startIndex: number; readonly count: number }
  | { readonly kind: 'cursor'; readonly cursor: string | undefined; readonly count: number; readonly countGiven: boolean };

/** What a list of resources of one type is asked for. */
export interface ListQuery {
  readonly filter?: Condition;
  readonly sort?: Sort;
  readonly page: Paging;
  readonly projection: Projection;
  /** the same text for the same types, filter and order, whatever the page and the projection: what a cursor is bound to */
  readonly fingerprint: string;
}

/** Reads the query of a list from a query string; a repeated name is a list there. Unknown parameters are left alone; a cursor wins over `startIndex`.
 *
 * @throws ScimError invalidValue (a parameter twice, no whole number, unknown `sortBy`), invalidFilter, invalidCount, sensitive
 * @see RFC 7644 §3.4.2, RFC 9865 §2
 */
export function listQueryOf(type: ResourceType, raw: Readonly<Record<string, unknown>>): ListQuery {
  throw new Error(`${type.name} ${Object.keys(raw).length}`);
}

/** Reads a SearchRequest, over one type or several. An attribute that only another of the types has is absent here; one that none has is refused.
 *
 * @returns one query per type, in the given order, with one page, order and fingerprint
 * @throws ScimError invalidSyntax (envelope), invalidValue, invalidFilter (`password`, too), invalidCount
 * @see RFC 7644 §3.4.3, §3.4.2.1
 */
export function searchQueryOf(types: readonly ResourceType[], body: unknown): readonly ListQuery[] {
  throw new Error(`${types.length} ${String(body)}`);
}

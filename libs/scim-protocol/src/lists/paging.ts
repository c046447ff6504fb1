import { invalidCount, invalidValue } from '../scim-error.ts';

/** A page of a list by index: `startIndex` from 1 on, `count` from 0 to 500. */
export interface Page {
  readonly startIndex: number;
  readonly count: number;
}

/** Which page of a list. By cursor `count` is 1 to 500, and the first page has no cursor yet. */
export type Paging =
  | ({ readonly kind: 'index' } & Page)
  | { readonly kind: 'cursor'; readonly cursor: string | undefined; readonly count: number; readonly countGiven: boolean };

export const defaultCount = 100;
export const mostCount = 500;

/** Reads `startIndex` and `count`, as text or as numbers of a SearchRequest; what is below the least becomes the least.
 *
 * @throws ScimError invalidValue for what is no whole number
 * @see RFC 7644 §3.4.2.4
 */
export const pageOf = (startIndex: unknown, count: unknown): Page => ({
  startIndex: Math.max(1, whole('startIndex', startIndex) ?? 1),
  count: Math.min(mostCount, Math.max(0, whole('count', count) ?? defaultCount)),
});

/** Reads which page is asked for. A cursor, also an empty one, wins over `startIndex`.
 *
 * @throws ScimError invalidValue, invalidCount (by cursor: not from 1 to 500)
 * @see RFC 9865 §2
 */
export function pagingOf(cursor: string | undefined, startIndex: unknown, count: unknown): Paging {
  if (cursor === undefined) return { kind: 'index', ...pageOf(startIndex, count) };
  const given = isGiven(count);
  const size = given ? whole('count', count, invalidCount) : defaultCount;
  if (size === undefined || size < 1 || size > mostCount) throw invalidCount(`By cursor, count is from 1 to ${mostCount}.`);
  return { kind: 'cursor', cursor: cursor === '' ? undefined : cursor, count: size, countGiven: given };
}

const isGiven = (given: unknown): boolean => given !== undefined && given !== null && given !== '';

function whole(name: string, given: unknown, wrong = invalidValue): number | undefined {
  if (!isGiven(given)) return undefined;
  const isWhole = typeof given === 'number' ? Number.isInteger(given) : typeof given === 'string' && /^[+-]?\d+$/.test(given);
  if (!isWhole) throw wrong(`${name} must be a whole number.`);
  return Math.max(-1, Math.min(Number(given), Number.MAX_SAFE_INTEGER));
}

const listSchemas = ['urn:ietf:params:scim:api:messages:2.0:ListResponse'];

/** A list as it is answered. @see RFC 7644 §3.4.2 */
export const listResponse = (resources: readonly unknown[], totalResults: number, startIndex = 1): Record<string, unknown> => ({
  schemas: listSchemas,
  totalResults,
  itemsPerPage: resources.length,
  startIndex,
  Resources: resources,
});

/** A page of a walk by cursor; the last one has no `nextCursor`. @see RFC 9865 §2 */
export const cursorResponse = (
  resources: readonly unknown[],
  totalResults: number,
  nextCursor: string | undefined,
): Record<string, unknown> => ({
  schemas: listSchemas,
  totalResults,
  itemsPerPage: resources.length,
  ...(nextCursor === undefined ? {} : { nextCursor }),
  Resources: resources,
});

import { invalidValue } from '../scim-error.ts';

/** A page of a list by index: `startIndex` from 1 on, `count` from 0 to 500. */
export interface Page {
  readonly startIndex: number;
  readonly count: number;
}

export const defaultCount = 100;
export const mostCount = 500;

/** Reads `startIndex` and `count`; what is below the least becomes the least.
 *
 * @throws ScimError invalidValue for what is no whole number
 * @see RFC 7644 §3.4.2.4
 */
export const pageOf = (startIndex: string | undefined, count: string | undefined): Page => ({
  startIndex: Math.max(1, whole('startIndex', startIndex) ?? 1),
  count: Math.min(mostCount, Math.max(0, whole('count', count) ?? defaultCount)),
});

function whole(name: string, given: string | undefined): number | undefined {
  if (given === undefined || given === '') return undefined;
  if (!/^[+-]?\d+$/.test(given)) throw invalidValue(`${name} must be a whole number.`);
  return Math.max(-1, Math.min(Number(given), Number.MAX_SAFE_INTEGER));
}

/** A list as it is answered. @see RFC 7644 §3.4.2 */
export const listResponse = (resources: readonly unknown[], totalResults: number, startIndex = 1): Record<string, unknown> => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
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
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults,
  itemsPerPage: resources.length,
  ...(nextCursor === undefined ? {} : { nextCursor }),
  Resources: resources,
});

import type { ScimError } from '../scim-error.ts';

/** One operation of a Bulk request. */
export interface BulkOperation {
  /** place in the request, from 0 on */
  readonly index: number;
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** such as `/Users` */
  readonly endpoint: string;
  /** of the resource, or `bulkId:…`; undefined for POST */
  readonly id: string | undefined;
  readonly bulkId: string | undefined;
  /** wanted in `If-Match`, as it was sent */
  readonly version: string | undefined;
  /** body of the request, with `bulkId:` references still in it; undefined for DELETE */
  readonly data: unknown;
}

/** An operation that can't be carried out, whatever the server holds. */
export interface BulkRefusal {
  readonly index: number;
  /** as sent, where it was text */
  readonly method: string | undefined;
  readonly bulkId: string | undefined;
  readonly refusal: ScimError;
}

/** A Bulk request whose envelope is in order. */
export interface BulkPlan {
  /** stop after so many errors; undefined: never */
  readonly failOnErrors: number | undefined;
  /** in the order of the request */
  readonly operations: readonly (BulkOperation | BulkRefusal)[];
}

/** Reads the envelope of a Bulk request. What is wrong with one operation (no bulkId on a POST, a path that leads elsewhere, a reference to nothing) is
 * told there and fails it alone.
 *
 * @param most `maxOperations`; `endpoints` that may be spoken to, `/Users` and `/Groups` unless said
 * @throws ScimError invalidSyntax, 413 (too many operations)
 * @see RFC 7644 §3.7
 */
export function bulkOf(body: unknown, most: { readonly maxOperations: number; readonly endpoints?: readonly string[] }): BulkPlan {
  throw new Error(`${String(body)} ${most.maxOperations}`);
}

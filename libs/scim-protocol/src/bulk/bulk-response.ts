import { errorBody, type ScimType } from '../scim-error.ts';

/** What became of one operation. */
export interface BulkOutcome {
  readonly index: number;
  readonly method: string | undefined;
  readonly bulkId?: string | undefined;
  readonly status: number;
  readonly location?: string | undefined;
  /** as in the header ETag */
  readonly version?: string | undefined;
  /** of a failed one */
  readonly error?: { readonly detail: string; readonly scimType?: ScimType | undefined } | undefined;
}

/** The answer to a Bulk request: what was tried, in the order of the request, each `status` a string. @see RFC 7644 §3.7.3 */
export function bulkResponse(outcomes: readonly BulkOutcome[]): Record<string, unknown> {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'],
    Operations: outcomes.toSorted((a, b) => a.index - b.index).map(operationAnswer),
  };
}

const operationAnswer = ({ method, bulkId, version, location, status, error }: BulkOutcome) => ({
  ...(method === undefined ? {} : { method }),
  ...(bulkId === undefined ? {} : { bulkId }),
  ...(version === undefined ? {} : { version }),
  ...(location === undefined ? {} : { location }),
  status: String(status),
  ...(error ? { response: errorBody(status, error.detail, error.scimType) } : {}),
});

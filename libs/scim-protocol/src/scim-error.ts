/** RFC 7644 §3.12, table 9, and RFC 9865 §2.1. */
export type ScimType =
  | 'invalidSyntax'
  | 'invalidValue'
  | 'invalidFilter'
  | 'invalidPath'
  | 'invalidVers'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount'
  | 'noTarget'
  | 'mutability'
  | 'uniqueness'
  | 'tooMany'
  | 'sensitive';

/** What the protocol itself refuses, in the RFC's words. `message` is a sentence for the directory's administrator.
 *
 * @see RFC 7644 §3.12
 */
export class ScimError extends Error {
  override readonly name = 'ScimError';
  readonly status: number;
  readonly scimType: ScimType | undefined;

  constructor(status: number, scimType: ScimType | undefined, detail: string) {
    super(detail);
    this.status = status;
    this.scimType = scimType;
  }
}

const badRequest = (scimType: ScimType) => (detail: string) => new ScimError(400, scimType, detail);

/** The body is no object, or its envelope is wrong. */
export const invalidSyntax = badRequest('invalidSyntax');
/** A required value is missing, or one is of the wrong type. */
export const invalidValue = badRequest('invalidValue');
/** A filter that can't be read or isn't served. */
export const invalidFilter = badRequest('invalidFilter');
/** A PATCH path that is malformed or unknown. */
export const invalidPath = badRequest('invalidPath');
/** A path is missing, or its selector matches nothing that could be made. */
export const noTarget = badRequest('noTarget');
/** A read-only or required attribute stays as it is. */
export const mutability = badRequest('mutability');
/** A cursor that was not made here, not for this caller, or not for this query. */
export const invalidCursor = badRequest('invalidCursor');
/** A cursor that is too old. */
export const expiredCursor = badRequest('expiredCursor');
/** A page size that is out of range, or another than the walk began with. */
export const invalidCount = badRequest('invalidCount');

/** The body of every refusal; `status` is a string. */
export const errorBody = (status: number, detail: string, scimType?: ScimType): Record<string, unknown> => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
  status: String(status),
  ...(scimType ? { scimType } : {}),
  detail,
});

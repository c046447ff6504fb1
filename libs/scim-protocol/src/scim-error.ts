export type ScimType =
  | 'invalidSyntax'
  | 'invalidValue'
  | 'invalidFilter'
  | 'invalidPath'
  | 'invalidVers'
  | 'noTarget'
  | 'mutability'
  | 'uniqueness'
  | 'sensitive';

/** What the protocol itself refuses, in the RFC's words. `message` is a sentence for the directory's administrator.
 *
 * @see RFC 7644 §3.12
 */
export class ScimError extends Error {
  override readonly name = 'ScimError';

  constructor(
    readonly status: number,
    readonly scimType: ScimType | undefined,
    detail: string,
  ) {
    super(detail);
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

/** The body of every refusal; `status` is a string. */
export const errorBody = (status: number, detail: string, scimType?: ScimType): Record<string, unknown> => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
  status: String(status),
  ...(scimType ? { scimType } : {}),
  detail,
});

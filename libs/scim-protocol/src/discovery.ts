import type { Attribute, ResourceType, Schema } from './schema/attribute.ts';
import { mostCount } from './lists/paging.ts';

const metaOf = (resourceType: string, location: string) => ({ resourceType, location });

/** What a server offers; whatever is left out is told as not supported. */
export interface Offers {
  readonly documentationUri?: string;
  readonly bulk?: { readonly maxOperations: number; readonly maxPayloadSize: number };
  /** how many resources a page may have; 500 unless said */
  readonly filter?: { readonly maxResults: number };
  readonly sort?: boolean;
  readonly etag?: boolean;
  readonly changePassword?: boolean;
  /** the first is the primary one unless one says so */
  readonly authenticationSchemes?: readonly AuthenticationScheme[];
  /** RFC 9865 §4 */
  readonly pagination?: {
    readonly cursor: boolean;
    readonly index: boolean;
    readonly defaultPaginationMethod?: 'cursor' | 'index';
    readonly defaultPageSize?: number;
    readonly maxPageSize?: number;
    /** seconds */
    readonly cursorTimeout?: number;
  };
}

/** @see RFC 7643 §5 */
export interface AuthenticationScheme {
  readonly type: 'oauth' | 'oauth2' | 'oauthbearertoken' | 'httpbasic' | 'httpdigest';
  readonly name: string;
  readonly description: string;
  readonly specUri?: string;
  readonly documentationUri?: string;
  readonly primary?: boolean;
}

/** A token in the header Authorization. */
export const bearerToken: AuthenticationScheme = {
  type: 'oauthbearertoken',
  name: 'Bearer token',
  description: 'A token of the directory connection, in the header Authorization.',
  specUri: 'https://www.rfc-editor.org/info/rfc6750',
};

/** What the server offers, told as it is. @see RFC 7643 §5, RFC 9865 §4 */
export function serviceProviderConfig(baseUrl: string, offers: Offers = {}): Record<string, unknown> {
  const { bulk, filter, sort = false, etag = true, changePassword = false, documentationUri, pagination } = offers;
  const schemes = offers.authenticationSchemes ?? [bearerToken];
  const primary = schemes.find((scheme) => scheme.primary) ?? schemes[0];
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    ...(documentationUri === undefined ? {} : { documentationUri }),
    patch: { supported: true },
    // Integers also where nothing is offered: clients drop PATCH otherwise.
    bulk: { supported: bulk !== undefined, maxOperations: bulk?.maxOperations ?? 0, maxPayloadSize: bulk?.maxPayloadSize ?? 0 },
    filter: { supported: true, maxResults: filter?.maxResults ?? mostCount },
    changePassword: { supported: changePassword },
    sort: { supported: sort },
    etag: { supported: etag },
    authenticationSchemes: schemes.map((scheme) => ({ ...scheme, primary: scheme === primary })),
    ...(pagination ? { pagination } : {}),
    meta: metaOf('ServiceProviderConfig', `${baseUrl}/ServiceProviderConfig`),
  };
}

/** @see RFC 7643 §6 */
export const resourceTypeAnswer = ({ name, endpoint, description, core, extensions }: ResourceType, baseUrl: string) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
  id: name,
  name,
  endpoint,
  description,
  schema: core.urn,
  schemaExtensions: extensions.map(({ urn }) => ({ schema: urn, required: false })),
  meta: metaOf('ResourceType', `${baseUrl}/ResourceTypes/${name}`),
});

/** @see RFC 7643 §7 */
export const schemaAnswer = ({ urn, name, description, attributes }: Schema, baseUrl: string) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
  id: urn,
  name,
  description,
  attributes: [...attributes.values()].map(attributeAnswer),
  meta: metaOf('Schema', `${baseUrl}/Schemas/${urn}`),
});

function attributeAnswer(attribute: Attribute): Record<string, unknown> {
  const { name, type, multiValued, description, required, mutability, returned, caseExact, uniqueness } = attribute;
  const { canonicalValues, referenceTypes, sub } = attribute;
  return {
    name,
    type,
    multiValued,
    description,
    required,
    ...(type === 'complex' ? {} : { caseExact, uniqueness }),
    mutability,
    returned,
    ...(canonicalValues ? { canonicalValues } : {}),
    ...(referenceTypes ? { referenceTypes } : {}),
    ...(sub.size ? { subAttributes: [...sub.values()].map(attributeAnswer) } : {}),
  };
}

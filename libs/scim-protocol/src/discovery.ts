import type { Attribute, ResourceType, Schema } from './schema/attribute.ts';
import { mostCount } from './lists/paging.ts';

const metaOf = (resourceType: string, location: string) => ({ resourceType, location });

/** What the server offers, told as it is. @see RFC 7643 §5 */
export const serviceProviderConfig = (baseUrl: string): Record<string, unknown> => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  // Integers also where nothing is offered: clients drop PATCH otherwise.
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: mostCount },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'A token of the directory connection, in the header Authorization.',
      specUri: 'https://www.rfc-editor.org/info/rfc6750',
      primary: true,
    },
  ],
  meta: metaOf('ServiceProviderConfig', `${baseUrl}/ServiceProviderConfig`),
});

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

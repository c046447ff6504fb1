export { answerOf, etagOf, namesVersion, type Meta } from './answer.ts';
export { bulkOrder, type BulkTurn } from './bulk/bulk-order.ts';
export { referencesIn, withReferences } from './bulk/bulk-references.ts';
export { bulkOf, type BulkLimits, type BulkOperation, type BulkPlan, type BulkRefusal } from './bulk/bulk-request.ts';
export { bulkResponse, type BulkOutcome } from './bulk/bulk-response.ts';
export {
  bearerToken,
  resourceTypeAnswer,
  schemaAnswer,
  serviceProviderConfig,
  type AuthenticationScheme,
  type Offers,
} from './discovery.ts';
export type { Condition, Literal, Operator } from './filter/condition.ts';
export { elementFilterOf, filterOf } from './filter/filter.ts';
export { elementMatches, folded, matches } from './filter/matches.ts';
export { printed } from './filter/print.ts';
export { CursorCodec, type CursorUse, type Position } from './lists/cursor.ts';
export { listQueryOf, searchQueryOf, type ListQuery } from './lists/list-query.ts';
export { cursorResponse, listResponse, pageOf, type Page, type Paging } from './lists/paging.ts';
export type { Sort } from './lists/sort.ts';
export { projected, projectionOf, projectionSkips, type Projection } from './lists/projection.ts';
export { parseResource, type Parsed } from './parse-resource.ts';
export { patched } from './patch/patch.ts';
export { patchOf, type Patch, type PatchStep } from './patch/patch-op.ts';
export { pathOf, type Path } from './patch/path.ts';
export { replaced } from './replaced.ts';
export type { Resource } from './resource.ts';
export {
  binary,
  complex,
  decimal,
  flag,
  instant,
  integer,
  labels,
  plural,
  reference,
  resourceTypeOf,
  schemaOf,
  tableOf,
  text,
  type Attribute,
  type AttributeTable,
  type ResourceType,
  type Said,
  type Schema,
} from './schema/attribute.ts';
export { commonAttributes } from './schema/common-attributes.ts';
export { groupSchema, groupType } from './schema/group-schema.ts';
export { placeOf, type Place } from './schema/place.ts';
export { enterpriseSchema, userSchema, userType } from './schema/user-schema.ts';
export {
  ScimError,
  errorBody,
  expiredCursor,
  invalidCount,
  invalidCursor,
  invalidFilter,
  invalidPath,
  invalidSyntax,
  invalidValue,
  mutability,
  noTarget,
  type ScimType,
} from './scim-error.ts';
export { sameText, valueOf } from './value.ts';

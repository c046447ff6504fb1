import { ScimError, patchOf, patched, userType, type Resource, type ResourceType } from '../src/index.ts';

/** A PATCH of these operations. */
export const patchBody = (...Operations: readonly object[]) => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations });

/** What a resource becomes. @throws ScimError */
export const patch = (resource: Resource, operations: readonly object[], type: ResourceType = userType): Resource =>
  patched(type, resource, patchOf(type, patchBody(...operations)).steps);

/** @returns the `scimType` of the refusal; `taken` where there is none */
export function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ScimError) return String(error.scimType);
    throw error;
  }
  return 'taken';
}

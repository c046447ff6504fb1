import type { Resource } from './resource.ts';
import type { ResourceType } from './schema/attribute.ts';

/** What a resource becomes by PUT: what was sent, with immutable values kept. What the server keeps on its own account (`active` of a user) is its business.
 *
 * @param sent as `parseResource` read it
 * @throws ScimError mutability for an immutable value that was changed
 * @see RFC 7644 §3.5.1
 */
export function replaced(type: ResourceType, current: Resource, sent: Resource): Resource {
  throw new Error(`${type.name} ${Object.keys(current).length} ${Object.keys(sent).length}`);
}

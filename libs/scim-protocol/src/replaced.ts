import { holderOf, isObject, type Resource } from './resource.ts';
import type { Attribute, ResourceType, Schema } from './schema/attribute.ts';
import { commonAttributes } from './schema/common-attributes.ts';
import { mutability } from './scim-error.ts';
import { sameText } from './value.ts';

/** What a resource becomes by PUT: what was sent, and immutable values as they were. What the server keeps beyond that (`active` of a user) is its
 * business.
 *
 * @param sent as `parseResource` read it
 * @throws ScimError mutability for an immutable value that was changed
 * @see RFC 7644 §3.5.1
 */
export function replaced({ core, extensions }: ResourceType, current: Readonly<Resource>, sent: Readonly<Resource>): Resource {
  const after: Resource = { ...sent };
  keepImmutable(after, current, { ...core, attributes: commonAttributes });
  keepImmutable(after, current, core);
  for (const extension of extensions) keepImmutable(after, current, extension, extension);
  return after;
}

function keepImmutable(after: Resource, current: Readonly<Resource>, { attributes }: Schema, extension?: Schema): void {
  const place = extension ? { extension } : {};
  for (const attribute of attributes.values()) {
    const [before, given] = [holderOf(current, place)?.[attribute.name], holderOf(after, place)?.[attribute.name]];
    const kept = keptOf(attribute, before, given);
    if (kept === given) continue;
    if (extension) after[extension.urn] = { ...holderOf(after, place), [attribute.name]: kept };
    else after[attribute.name] = kept;
  }
}

/** Parts that are immutable may go with the whole, but not change within it. */
function keptOf(attribute: Attribute, before: unknown, given: unknown): unknown {
  if (before === undefined) return given;
  if (attribute.mutability === 'immutable') {
    if (given !== undefined && sameText(given) !== sameText(before)) throw mutability(`${attribute.name} can't be changed once it is set.`);
    return before;
  }
  if (!isObject(before) || !isObject(given)) return given;
  let kept: Readonly<Resource> = given;
  for (const sub of attribute.sub.values()) {
    const part = keptOf(sub, before[sub.name], given[sub.name]);
    if (part !== given[sub.name]) kept = { ...kept, [sub.name]: part };
  }
  return kept;
}

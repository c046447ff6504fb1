import { holderOf, type Resource } from './resource.ts';
import type { ResourceType, Schema } from './schema/attribute.ts';
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
  for (const { name, mutability: may } of attributes.values()) {
    const before = may === 'immutable' ? holderOf(current, place)?.[name] : undefined;
    if (before === undefined) continue;
    const given = holderOf(after, place)?.[name];
    if (given !== undefined && sameText(given) !== sameText(before)) throw mutability(`${name} can't be changed once it is set.`);
    if (extension) after[extension.urn] = { ...holderOf(after, place), [name]: before };
    else after[name] = before;
  }
}

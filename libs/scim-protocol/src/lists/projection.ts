import type { ResourceType } from '../schema/attribute.ts';
import { isObject, type Resource } from '../resource.ts';
import { placeOf, type Place } from '../schema/place.ts';
import { invalidValue } from '../scim-error.ts';
import { commonAttributes } from '../schema/common-attributes.ts';

/** Which attributes an answer carries. */
export type Projection = { readonly only: readonly Place[] } | { readonly without: readonly Place[] };

const everything: Projection = { without: [] };
const mostNames = 200;

/** Reads `attributes` and `excludedAttributes`, comma-separated; unknown names are ignored.
 *
 * @throws ScimError invalidValue for both at once
 * @see RFC 7644 §3.9
 */
export function projectionOf(type: ResourceType, attributes: string | undefined, excludedAttributes: string | undefined): Projection {
  if (attributes && excludedAttributes) throw invalidValue('attributes and excludedAttributes exclude each other.');
  if (attributes) return { only: placesOf(type, attributes) };
  return excludedAttributes ? { without: placesOf(type, excludedAttributes) } : everything;
}

const placesOf = (type: ResourceType, names: string): Place[] =>
  names
    .split(',')
    .slice(0, mostNames)
    .flatMap((name) => placeOf(type, name.trim()) ?? []);

/** @param whole the resource with `schemas`, `id`, `meta`. @returns what of it the answer carries */
export function projected(type: ResourceType, whole: Resource, projection: Projection): Resource {
  if ('only' in projection) return kept(whole, projection.only);
  if (!projection.without.length) return whole;
  const left = structuredClone(whole);
  for (const place of projection.without) drop(left, place);
  for (const { urn } of type.extensions) if (isObject(left[urn]) && !Object.keys(left[urn]).length) delete left[urn];
  return left;
}

function kept(whole: Resource, places: readonly Place[]): Resource {
  const answer: Resource = { schemas: whole['schemas'] };
  for (const { name, returned } of commonAttributes.values()) if (returned === 'always') answer[name] = whole[name];
  for (const { extension, attribute, sub } of places) {
    const from = (extension ? whole[extension.urn] : whole) as Resource | undefined;
    if (!from) continue;
    if (!attribute) answer[extension!.urn] = from;
    else if (from[attribute.name] !== undefined) {
      const to = extension ? ((answer[extension.urn] ??= {}) as Resource) : answer;
      to[attribute.name] = sub ? withParts(to[attribute.name], from[attribute.name], sub.name) : from[attribute.name];
    }
  }
  return answer;
}

/** Adds one part, of each element where there are several, to what was kept before. */
function withParts(before: unknown, from: unknown, part: string): unknown {
  if (Array.isArray(from)) return from.map((element, n) => withParts((before as unknown[] | undefined)?.[n], element, part));
  if (!isObject(from)) return before;
  return { ...(isObject(before) ? before : {}), ...(from[part] === undefined ? {} : { [part]: from[part] }) };
}

function drop(left: Resource, { extension, attribute, sub }: Place): void {
  if (!attribute) return void delete left[extension!.urn];
  const holder = (extension ? left[extension.urn] : left) as Resource | undefined;
  if (!holder || attribute.returned === 'always') return;
  if (!sub) return void delete holder[attribute.name];
  for (const element of [holder[attribute.name]].flat()) if (isObject(element)) delete element[sub.name];
}

/** Whether nothing of an attribute is asked for, so that a server need not read it at all (`members`, `groups`).
 *
 * @param name canonical name of a core attribute, or an extension's URN
 */
export function projectionSkips(projection: Projection, name: string): boolean {
  throw new Error(`${Object.keys(projection).join()} ${name}`);
}

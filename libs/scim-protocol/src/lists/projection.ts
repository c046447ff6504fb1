import { isObject, type Resource } from '../resource.ts';
import type { Attribute, ResourceType } from '../schema/attribute.ts';
import { commonAttributes } from '../schema/common-attributes.ts';
import { placeOf, type Place } from '../schema/place.ts';
import { invalidValue } from '../scim-error.ts';
import { dropEmpty, withoutPart, withoutUnasked } from './returned.ts';

/** Which attributes an answer carries. */
export type Projection = { readonly only: readonly Place[] } | { readonly without: readonly Place[] };

const everything: Projection = { without: [] };
const mostNames = 200;
const mostCharacters = 16_384;

/** Reads `attributes` and `excludedAttributes`, comma-separated or as the list of a SearchRequest; unknown names are ignored.
 *
 * @throws ScimError invalidValue for both at once, and for more than 200 names or 16,384 characters
 * @see RFC 7644 §3.9
 */
export function projectionOf(
  type: ResourceType,
  attributes: string | readonly string[] | undefined,
  excludedAttributes: string | readonly string[] | undefined,
): Projection {
  if (attributes === undefined && excludedAttributes === undefined) return everything;
  const [only, without] = [namesIn(attributes), namesIn(excludedAttributes)];
  if (only.length && without.length) throw invalidValue('attributes and excludedAttributes exclude each other.');
  if (only.length) return { only: placesOf(type, only) };
  return without.length ? { without: placesOf(type, without) } : everything;
}

function namesIn(given: string | readonly string[] = []): string[] {
  const lists = typeof given === 'string' ? [given] : given;
  if (lists.length > mostNames || lists.reduce((sum, list) => sum + list.length, 0) > mostCharacters) throw tooMany();
  const names = lists.flatMap((list) => list.split(',', mostNames + 1)).map((name) => name.trim());
  if (names.length > mostNames) throw tooMany();
  return names.filter((name) => name !== '');
}

const tooMany = () => invalidValue(`At most ${mostNames} attributes may be named.`);

const placesOf = (type: ResourceType, names: readonly string[]): Place[] => names.flatMap((name) => placeOf(type, name) ?? []);

/** Whether nothing of an attribute is asked for, so that a server need not read it at all (`members`, `groups`).
 *
 * @param name canonical name of a core attribute, or an extension's URN
 */
export function projectionSkips(projection: Projection, name: string): boolean {
  if ('only' in projection) return !projection.only.some((place) => holderName(place) === name);
  return projection.without.some((place) => holderName(place) === name && isWhole(place, name));
}

const holderName = ({ extension, attribute }: Place): string | undefined => extension?.urn ?? attribute?.name;

const isWhole = ({ extension, attribute, sub }: Place, name: string): boolean => (extension?.urn === name ? !attribute : !sub);

/** What of a resource an answer carries: `schemas`, `id` and whatever is always returned; never what is never returned; `request` only where named.
 *
 * @param whole the resource with `schemas`, `id`, `meta`; it is not changed, and answered itself where everything is asked for
 */
export function projected(type: ResourceType, whole: Resource, projection: Projection): Resource {
  const asked = 'only' in projection ? kept(type, whole, projection.only) : excluded(type, whole, projection.without);
  return withoutUnasked(type, asked, 'only' in projection ? projection.only : []);
}

function kept(type: ResourceType, whole: Resource, places: readonly Place[]): Resource {
  const answer: Resource = { schemas: whole['schemas'] };
  for (const table of [commonAttributes, type.core.attributes]) {
    for (const { name, returned } of table.values()) if (returned === 'always' && whole[name] !== undefined) answer[name] = whole[name];
  }
  for (const { extension, attribute, sub } of places) {
    const from = (extension ? whole[extension.urn] : whole) as Resource | undefined;
    if (!from) continue;
    if (!attribute) answer[extension!.urn] = from;
    else if (from[attribute.name] !== undefined) {
      const to = extension ? (answer[extension.urn] = { ...(answer[extension.urn] as Resource | undefined) }) : answer;
      const before = to[attribute.name];
      to[attribute.name] =
        sub && before !== from[attribute.name] ? withParts(attribute, before, from[attribute.name], sub) : from[attribute.name];
    }
  }
  for (const { extension, attribute, sub } of places) {
    const holder = extension ? answer[extension.urn] : answer;
    if (attribute && sub && isObject(holder)) dropEmpty(holder, attribute.name);
  }
  for (const { urn } of type.extensions) dropEmpty(answer, urn);
  return answer;
}

/** Adds one part, of each element where there are several, to what was kept before, and with it the parts that are always returned. */
function withParts(attribute: Attribute, before: unknown, from: unknown, part: Attribute): unknown {
  if (Array.isArray(from)) return from.map((element, n) => withParts(attribute, (before as unknown[] | undefined)?.[n], element, part));
  if (!isObject(from)) return before;
  const answer: Resource = { ...(before as Resource | undefined) };
  for (const sub of attribute.sub.values()) {
    if ((sub === part || sub.returned === 'always') && from[sub.name] !== undefined) answer[sub.name] = from[sub.name];
  }
  return answer;
}

/** Copies what it takes something out of, and nothing else. */
function excluded(type: ResourceType, whole: Resource, places: readonly Place[]): Resource {
  if (!places.length) return whole;
  const left: Resource = { ...whole };
  for (const { extension, attribute, sub } of places) {
    if (extension && !isObject(left[extension.urn])) continue;
    if (!attribute) delete left[extension!.urn];
    else if (!extension) drop(left, attribute, sub);
    else drop((left[extension.urn] = { ...(left[extension.urn] as Resource) }), attribute, sub);
  }
  for (const { urn } of type.extensions) dropEmpty(left, urn);
  return left;
}

function drop(holder: Resource, attribute: Attribute, sub: Attribute | undefined): void {
  const { name, returned } = attribute;
  if (returned === 'always' || sub?.returned === 'always' || holder[name] === undefined) return;
  if (!sub) delete holder[name];
  else {
    holder[name] = withoutPart(holder[name], sub.name);
    dropEmpty(holder, name);
  }
}

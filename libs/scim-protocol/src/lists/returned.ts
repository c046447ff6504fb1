import { isObject, type Resource } from '../resource.ts';
import type { Attribute, ResourceType, Schema } from '../schema/attribute.ts';
import type { Place } from '../schema/place.ts';

/** An attribute or a part that an answer may only have where it is named, or never. */
interface Guarded {
  readonly extension: Schema | undefined;
  readonly attribute: Attribute;
  readonly sub: Attribute | undefined;
}

const known = new WeakMap<ResourceType, readonly Guarded[]>();

function guardedOf(type: ResourceType): readonly Guarded[] {
  let guarded = known.get(type);
  if (!guarded)
    known.set(type, (guarded = [undefined, ...type.extensions].flatMap((extension) => guardedIn(extension ?? type.core, extension))));
  return guarded;
}

function guardedIn({ attributes }: Schema, extension: Schema | undefined): Guarded[] {
  const isGuarded = ({ returned, mutability }: Attribute) => returned === 'never' || returned === 'request' || mutability === 'writeOnly';
  return [...attributes.values()].flatMap((attribute): Guarded[] =>
    isGuarded(attribute)
      ? [{ extension, attribute, sub: undefined }]
      : [...attribute.sub.values()].filter(isGuarded).map((sub) => ({ extension, attribute, sub })),
  );
}

/** Takes out what is returned `never`, and what is returned on `request` and was not named. Most types have none of these: nothing is copied then.
 *
 * @see RFC 7643 §7, `returned`
 */
export function withoutUnasked(type: ResourceType, answer: Resource, named: readonly Place[]): Resource {
  const unasked = guardedOf(type).filter(({ extension, attribute, sub }) => {
    const last = sub ?? attribute;
    const isNamed = named.some((place) => place.extension === extension && place.attribute === attribute && (!sub || place.sub === sub));
    return last.returned === 'never' || last.mutability === 'writeOnly' || !isNamed;
  });
  if (!unasked.length) return answer;
  const left: Resource = { ...answer };
  for (const { extension, attribute, sub } of unasked) {
    const held = extension ? left[extension.urn] : left;
    if (!isObject(held) || held[attribute.name] === undefined) continue;
    const holder: Resource = extension ? (left[extension.urn] = { ...held }) : left;
    if (sub) {
      holder[attribute.name] = withoutPart(holder[attribute.name], sub.name);
      dropEmpty(holder, attribute.name);
    } else delete holder[attribute.name];
    if (extension && !Object.keys(holder).length) delete left[extension.urn];
  }
  return left;
}

/** Of each element, where there are several. */
export function withoutPart(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((element) => withoutPart(element, name));
  if (!isObject(value)) return value;
  const { [name]: _gone, ...rest } = value;
  return rest;
}

/** Takes away an attribute of which no part is left, and elements that are empty. */
export function dropEmpty(holder: Resource, name: string): void {
  const value = holder[name];
  if (value === undefined) return;
  const left = Array.isArray(value) ? value.filter((element) => !isEmpty(element)) : value;
  if (isEmpty(left)) delete holder[name];
  else holder[name] = left;
}

const isEmpty = (value: unknown): boolean => typeof value === 'object' && value !== null && !Object.keys(value).length;

import { folded } from '../filter/matches.ts';
import { isObject } from '../resource.ts';
import type { Attribute } from '../schema/attribute.ts';
import { sameText } from '../value.ts';

/** A value of a multi-valued attribute: an object of parts, or text. */
export type Element = unknown;

/** Values by what they are found by, so that long lists are compared in one pass. */
class Index {
  private readonly elements = new Map<string, Element[]>();
  private readonly attribute: Attribute;

  constructor(attribute: Attribute, elements: readonly Element[]) {
    this.attribute = attribute;
    for (const element of elements) {
      const key = this.keyOf(element);
      const same = this.elements.get(key);
      if (same) same.push(element);
      else this.elements.set(key, [element]);
    }
  }

  /** Those of the same `value`, if it has one. */
  like(element: Element): readonly Element[] {
    return this.elements.get(this.keyOf(element)) ?? [];
  }

  /** Those that have no `value`. */
  get withoutValue(): readonly Element[] {
    return this.elements.get('') ?? [];
  }

  private keyOf(element: Element): string {
    const value = isObject(element) ? element['value'] : element;
    const sub = this.attribute.sub.get('value') ?? this.attribute;
    return typeof value === 'string' ? `=${folded(value, sub)}` : value === undefined ? '' : `=${sameText(value)}`;
  }
}

/** `add`: what is new comes last; what is there already changes nothing; more about a value of the same type is added to it. */
export function withAdded(attribute: Attribute, before: readonly Element[], given: readonly Element[]): Element[] {
  const index = new Index(attribute, given);
  const settled = new Set<Element>();
  const after = before.map((element) => {
    const news = index.like(element).find((one) => !settled.has(one) && isSameOne(attribute, one, element));
    if (news === undefined) return element;
    settled.add(news);
    return isPartOf(attribute, news, element) ? element : { ...(element as object), ...(news as object) };
  });
  const fresh = given.filter((element) => !settled.has(element));
  const all = fresh.length ? [...after, ...fresh] : after;
  const primary = all.find((element) => isPrimary(element) && !before.includes(element));
  return primary === undefined ? all : withOnePrimary(all, primary);
}

/** `remove` with a value: gone is what has all parts that are named. */
export function withRemoved(attribute: Attribute, before: readonly Element[], given: readonly Element[]): Element[] {
  const index = new Index(attribute, given);
  const isNamed = (element: Element) => (one: Element) => isPartOf(attribute, one, element);
  return before.filter((element) => !index.like(element).some(isNamed(element)) && !index.withoutValue.some(isNamed(element)));
}

/** The list with one primary value: this one. */
export const withOnePrimary = (list: readonly Element[], primary: Element): Element[] =>
  list.map((element) => (element !== primary && isPrimary(element) ? withoutPrimary(element) : element));

export const isPrimary = (element: Element): boolean => isObject(element) && element['primary'] === true;

function withoutPrimary(element: Element): Element {
  const { primary: _no, ...rest } = element as Record<string, unknown>;
  return rest;
}

/** Equal, or the same value under the same type (RFC 7643 §2.4: a pair that should not stand twice). */
function isSameOne(attribute: Attribute, one: Element, other: Element): boolean {
  if (isPartOf(attribute, one, other)) return true;
  if (!isObject(one) || !isObject(other)) return false;
  if (one['value'] === undefined || one['type'] === undefined) return false;
  return (
    isSamePart(attribute.sub.get('value'), one['value'], other['value']) &&
    isSamePart(attribute.sub.get('type'), one['type'], other['type'])
  );
}

function isPartOf(attribute: Attribute, part: Element, whole: Element): boolean {
  if (!isObject(part) || !isObject(whole)) return isSamePart(attribute, part, whole);
  return Object.keys(part).every((name) => isSamePart(attribute.sub.get(name.toLowerCase()), part[name], whole[name]));
}

const isSamePart = (attribute: Attribute | undefined, one: unknown, other: unknown): boolean =>
  typeof one === 'string' && typeof other === 'string' && attribute
    ? folded(one, attribute) === folded(other, attribute)
    : sameText(one) === sameText(other);

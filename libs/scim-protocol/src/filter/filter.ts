import { parse, type Filter } from 'scim2-parse-filter';
import { ScimError, invalidFilter } from '../scim-error.ts';
import type { Attribute, ResourceType } from '../schema/attribute.ts';
import { placeOf, type Place } from '../schema/place.ts';
import type { Condition, Operator } from './condition.ts';
import { scanFilter, type Scanned } from './filter-scanner.ts';
import { leafHolds } from './matches.ts';
import { typed } from './typed.ts';

/** How a name is found: in a resource, or among the parts of one element. `elsewhere`: only another type of the search has it. */
export type Finder = (name: string) => Place | 'elsewhere' | undefined;

/** Reads a filter over resources of a type.
 *
 * @throws ScimError invalidFilter: grammar, caps, unknown attribute, wrong type; 403 `sensitive` for `password`
 * @see RFC 7644 §3.4.2.2
 */
export const filterOf = (type: ResourceType, filter: string): Condition =>
  compiled(scanFilter(filter), (name) => placeOf(type, name), type.name);

/** Reads the filter inside the brackets of a path, over the elements of an attribute. @throws ScimError invalidFilter */
export const elementFilterOf = (attribute: Attribute, filter: string): Condition =>
  compiled(scanFilter(filter), (name) => partOf(attribute, name), undefined);

/** @param typeName what `meta.resourceType` is known to be @throws ScimError invalidFilter, sensitive */
export function compiled(scanned: Scanned, find: Finder, typeName: string | undefined): Condition {
  let tree: Filter;
  try {
    tree = parse(scanned.text);
  } catch {
    throw invalidFilter('The filter is not well-formed.');
  }
  return new Compilation(scanned, typeName).condition(tree, find);
}

function partOf(attribute: Attribute, name: string): Place | undefined {
  const sub = attribute.sub.get(name.toLowerCase());
  return sub && { attribute, sub };
}

type Leaf = { readonly op: Operator | 'pr'; readonly attrPath: string; readonly compValue?: string };

class Compilation {
  private readonly scanned: Scanned;
  private readonly typeName: string | undefined;

  constructor(scanned: Scanned, typeName: string | undefined) {
    this.scanned = scanned;
    this.typeName = typeName;
  }

  condition(tree: Filter, find: Finder): Condition {
    switch (tree.op) {
      case 'and':
      case 'or':
        return { kind: tree.op, of: (tree as { filters: Filter[] }).filters.map((inner) => this.condition(inner, find)) };
      case 'not':
        return { kind: 'not', of: this.condition((tree as { filter: Filter }).filter, find) };
      case '[]':
        return this.element(tree as { attrPath: string; valFilter: Filter }, find);
      default:
        return this.leaf(tree as Leaf, find);
    }
  }

  private element({ attrPath, valFilter }: { attrPath: string; valFilter: Filter }, find: Finder): Condition {
    const place = this.place(attrPath, find);
    if (place === 'elsewhere') return { kind: 'constant', holds: false };
    const { attribute, sub } = place;
    if (!attribute?.sub.size || sub) throw invalidFilter(`${attribute?.name} can't be followed by brackets.`);
    return { kind: 'element', place, of: this.condition(valFilter, (name) => partOf(attribute, name)) };
  }

  private leaf({ op, attrPath, compValue }: Leaf, find: Finder): Condition {
    const place = this.place(attrPath, find);
    const literal = compValue === undefined ? undefined : this.scanned.literals[Number(compValue)];
    // RFC 7644 §3.4.2.1: what a type doesn't have is without a value there.
    if (place === 'elsewhere') return { kind: 'constant', holds: literal === null ? op === 'eq' : op === 'ne' };
    if (op === 'pr') return this.told({ kind: 'present', place });
    const full = withValue(place);
    return this.told({ kind: 'compare', place: full, operator: op, value: typed(full.sub ?? full.attribute, op, literal) });
  }

  /** The type of what is searched is known: no server need store it. */
  private told(leaf: Condition & { readonly kind: 'present' | 'compare' }): Condition {
    const { attribute, sub } = leaf.place;
    if (this.typeName === undefined || attribute?.name !== 'meta' || sub?.name !== 'resourceType') return leaf;
    return { kind: 'constant', holds: leafHolds(leaf, [this.typeName]) };
  }

  private place(alias: string, find: Finder): Place | 'elsewhere' {
    const name = this.scanned.names[Number(alias.slice(1))] ?? '';
    const place = find(name);
    if (place === 'elsewhere') return place;
    const last = place?.sub ?? place?.attribute;
    if (last?.returned === 'never' || (!last && /(?:^|:)password$/i.test(name.slice(-200)))) {
      throw new ScimError(403, 'sensitive', 'Nobody may search by password.');
    }
    if (!last) throw invalidFilter(`No attribute is called ${name.slice(0, 100)}.`);
    return place!;
  }
}

type ValuePlace = Place & { readonly attribute: Attribute };

/** A complex attribute without a part means its `value`. @throws ScimError invalidFilter where it has none */
function withValue(place: Place): ValuePlace {
  const { attribute, sub } = place;
  if (!attribute) throw invalidFilter('An extension has no value of its own.');
  if (sub || !attribute.sub.size) return { ...place, attribute };
  const value = attribute.sub.get('value');
  if (!value) throw invalidFilter(`Say which part of ${attribute.name} is meant.`);
  return { ...place, attribute, sub: value };
}

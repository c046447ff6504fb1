import { parse, type Filter } from 'scim2-parse-filter';
import type { Attribute, ResourceType } from '../schema/attribute.ts';
import type { Condition, Literal, Operator } from './condition.ts';
import { scanFilter, unaliased } from './filter-scanner.ts';
import { placeOf, type Place } from '../schema/place.ts';
import { ScimError, invalidFilter } from '../scim-error.ts';

/** How a name inside a filter is found: in a resource, or among the parts of one element. */
type Finder = (name: string) => Place | undefined;

const textOnly = new Set<Operator>(['co', 'sw', 'ew']);
const ordered = new Set<Operator>(['gt', 'lt', 'ge', 'le']);

/** Reads a filter over resources of a type.
 *
 * @throws ScimError invalidFilter: grammar, caps, unknown attribute, wrong type; 403 `sensitive` for `password`
 * @see RFC 7644 §3.4.2.2
 */
export const filterOf = (type: ResourceType, filter: string): Condition => compiled(filter, (name) => placeOf(type, name));

/** Reads the filter inside the brackets of a path, over the elements of an attribute. */
export const elementFilterOf = (attribute: Attribute, filter: string): Condition => compiled(filter, (name) => partOf(attribute, name));

function partOf(attribute: Attribute, name: string): Place | undefined {
  const sub = attribute.sub.get(name.toLowerCase());
  return sub && { attribute, sub };
}

function compiled(filter: string, find: Finder): Condition {
  const { text, literals } = scanFilter(filter);
  let tree: Filter;
  try {
    tree = parse(text);
  } catch {
    throw invalidFilter('The filter is not well-formed.');
  }
  return resolved(tree, literals, find);
}

function resolved(tree: Filter, literals: readonly string[], find: Finder, inElement = false): Condition {
  switch (tree.op) {
    case 'and':
    case 'or':
      return { kind: tree.op, of: (tree as { filters: Filter[] }).filters.map((inner) => resolved(inner, literals, find, inElement)) };
    case 'not':
      return { kind: 'not', of: resolved((tree as { filter: Filter }).filter, literals, find, inElement) };
    case '[]': {
      const { attrPath, valFilter } = tree as { attrPath: string; valFilter: Filter };
      const place = placeNamed(attrPath, find);
      const { attribute, sub } = place;
      if (inElement || !attribute?.sub.size || sub) throw invalidFilter(`${unaliased(attrPath)} can't be followed by brackets here.`);
      return { kind: 'element', place, of: resolved(valFilter, literals, (name) => partOf(attribute, name), true) };
    }
    case 'pr':
      return { kind: 'present', place: placeNamed((tree as { attrPath: string }).attrPath, find) };
    default: {
      const { attrPath, op, compValue } = tree as { attrPath: string; op: Operator; compValue: unknown };
      return comparison(placeNamed(attrPath, find), op, typeof compValue === 'string' ? (literals[Number(compValue)] ?? '') : compValue);
    }
  }
}

function placeNamed(alias: string, find: Finder): Place {
  const name = unaliased(alias);
  if (name.toLowerCase().endsWith('password')) throw new ScimError(403, 'sensitive', 'Nobody may search by password.');
  const place = find(name);
  if (!place?.attribute) throw invalidFilter(`No attribute is called ${name.slice(0, 100)}.`);
  return place;
}

/** A complex attribute without a part means its `value`. */
function comparison(place: Place, operator: Operator, literal: unknown): Condition {
  const { attribute, sub } = place;
  const compared = sub ?? (attribute?.sub.size ? attribute.sub.get('value') : attribute);
  if (!attribute || !compared) throw invalidFilter(`Say which part of ${attribute?.name ?? 'it'} is meant.`);
  const full = compared === attribute || sub ? place : { ...place, sub: compared };
  return { kind: 'compare', place: full, operator, value: typed(compared, operator, literal) };
}

function typed({ name, type }: Attribute, operator: Operator, literal: unknown): Literal {
  if (literal === null && (operator === 'eq' || operator === 'ne')) return null;
  if (type === 'boolean') {
    const word = typeof literal === 'string' ? literal.toLowerCase() : literal;
    if (ordered.has(operator) || textOnly.has(operator)) throw invalidFilter(`${name} is true or false and has no order.`);
    if (word === true || word === 'true') return true;
    if (word === false || word === 'false') return false;
  } else if (typeof literal === 'string' && !(type === 'dateTime' && Number.isNaN(Date.parse(literal)))) {
    return literal;
  }
  throw invalidFilter(`${name} is compared with a value of the wrong type.`);
}

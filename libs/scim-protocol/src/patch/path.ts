import type { Attribute, ResourceType } from '../schema/attribute.ts';
import type { Condition } from '../filter/condition.ts';
import { elementFilterOf } from '../filter/filter.ts';
import { mostCharacters } from '../filter/filter-scanner.ts';
import { placeOf, type Place } from '../schema/place.ts';
import { ScimError, invalidPath } from '../scim-error.ts';

/** Where a PATCH operation acts: a place, and which elements of a multi-valued attribute. */
export interface Path extends Place {
  readonly selector?: Condition;
}

const shape = /^([^[\]]+)(?:\[(.*)\](?:\.([A-Za-z$][\w$-]*))?)?$/s;

/** Reads a PATCH path: `attr`, `attr.sub`, `attr[filter]`, `attr[filter].sub`, each with an optional URN before it.
 *
 * @throws ScimError invalidPath
 * @see RFC 7644 §3.5.2, figure 7
 */
export function pathOf(type: ResourceType, written: string): Path {
  const [, name = '', filter, after] = written.length <= mostCharacters ? (shape.exec(written) ?? []) : [];
  const place = placeOf(type, name);
  if (!place) throw invalidPath(`The path ${written.slice(0, 100)} leads to no attribute.`);
  if (filter === undefined) return place;
  const { attribute, sub } = place;
  if (!attribute?.multiValued || !attribute.sub.size || sub) throw invalidPath(`${name} has no elements to choose from.`);
  const part = after === undefined ? undefined : attribute.sub.get(after.toLowerCase());
  if (after !== undefined && !part) throw invalidPath(`${attribute.name} has no ${after}.`);
  return { ...place, selector: selectorOf(attribute, filter), ...(part ? { sub: part } : {}) };
}

function selectorOf(attribute: Attribute, filter: string): Condition {
  try {
    return elementFilterOf(attribute, filter);
  } catch (error) {
    if (error instanceof ScimError) throw invalidPath(`In the path: ${error.message}`);
    throw error;
  }
}

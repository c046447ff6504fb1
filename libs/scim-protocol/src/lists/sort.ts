import type { ResourceType } from '../schema/attribute.ts';
import { placeOf, type Place } from '../schema/place.ts';
import { invalidValue } from '../scim-error.ts';

/** By what a list is sorted. Missing values come last when it ascends, first when it descends; of several values the primary one counts, else the first. */
export interface Sort {
  /** leads to a single value: of a complex attribute its `value`. `undefined` in a search over several types: only another type has it, so that it is
   * missing in every resource here */
  readonly place: Place | undefined;
  readonly descending: boolean;
  /** the name as it was sent, in lower case */
  readonly by: string;
}

/** Reads `sortBy` and `sortOrder`; an order without anything to sort by means nothing.
 *
 * @returns one per type; undefined where nothing was said
 * @throws ScimError invalidValue: no type has it, it has no single value, or an order that is none
 * @see RFC 7644 §3.4.2.3
 */
export function sortedBy(types: readonly ResourceType[], sortBy = '', sortOrder = ''): readonly (Sort | undefined)[] {
  const order = sortOrder.toLowerCase();
  if (order !== '' && order !== 'ascending' && order !== 'descending') throw invalidValue('sortOrder is ascending or descending.');
  const by = sortBy.trim().toLowerCase();
  if (by === '') return types.map(() => undefined);
  const places = types.map((type) => placeOf(type, by));
  if (places.every((place) => place === undefined)) throw invalidValue(`sortBy: no attribute is called ${by.slice(0, 100)}.`);
  return places.map((place) => ({ place: place && withSingleValue(place), descending: order === 'descending', by }));
}

function withSingleValue(place: Place): Place {
  const { attribute, sub } = place;
  const value = sub ?? (attribute?.sub.size ? attribute.sub.get('value') : attribute);
  if (!value) throw invalidValue(`sortBy: say by which part of ${attribute?.name ?? 'the extension'}.`);
  if (value.type === 'binary' || value.returned === 'never') throw invalidValue(`sortBy: nothing is sorted by ${value.name}.`);
  return sub || value === attribute ? place : { ...place, sub: value };
}

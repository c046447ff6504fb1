import type { Place } from '../schema/place.ts';

export type Operator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'lt' | 'ge' | 'le';

/** What a comparison compares with: text, also of a date (RFC 3339 with an offset) or a reference; `null` with `eq` and `ne` means absent. */
export type Literal = string | number | boolean | null;

/** A filter whose names and types are resolved: what a server turns into SQL, and what selects elements in a PATCH path.
 *
 * - A `compare` has a place that leads to a value: a complex attribute without a part was given its part `value`.
 * - Of a multi-valued attribute a `compare` or `present` holds when one value does; `ne` is the contrary of `eq`, so it also holds where nothing is.
 * - `element` holds when all of `of` holds for one and the same element; the places inside are parts of its attribute.
 * - `constant` is what can be told without a look at a resource: `meta.resourceType`, and attributes of another type in a search over several.
 */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'present'; readonly place: Place }
  | { readonly kind: 'compare'; readonly place: Place; readonly operator: Operator; readonly value: Literal }
  | { readonly kind: 'element'; readonly place: Place; readonly of: Condition }
  | { readonly kind: 'constant'; readonly holds: boolean };

/** How many comparisons a condition makes. */
export function leavesOf(condition: Condition): number {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.of.reduce((sum, inner) => sum + leavesOf(inner), 0);
    case 'not':
    case 'element':
      return leavesOf(condition.of);
    default:
      return 1;
  }
}

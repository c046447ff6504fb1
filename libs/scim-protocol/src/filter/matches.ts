import { compareInstants, instantOf } from '../instant.ts';
import { holderOf, isObject, type Resource } from '../resource.ts';
import type { Attribute } from '../schema/attribute.ts';
import type { Place } from '../schema/place.ts';
import type { Condition, Literal, Operator } from './condition.ts';

/** What stands at a place: no value, one, or several. */
type Reader = (place: Place) => readonly unknown[];

/** Text that may be compared: composed, and without case where case doesn't count. */
export const folded = (text: string, { caseExact }: Pick<Attribute, 'caseExact'>): string =>
  caseExact ? text : text.normalize('NFC').toLowerCase();

/** Whether a whole resource, with `id` and `meta`, meets a filter that `filterOf` read for its type.
 *
 * @see RFC 7644 §3.4.2.2
 */
export const matches = (condition: Condition, resource: Readonly<Resource>): boolean =>
  holds(condition, (place) => partsOf(listOf(holderOf(resource, place)?.[place.attribute?.name ?? '']), place.sub));

/** Whether one element of a multi-valued attribute meets a filter that `elementFilterOf` read for it, as in the brackets of a path. */
export function elementMatches(condition: Condition, element: unknown): boolean {
  switch (condition.kind) {
    case 'present':
    case 'compare':
      return leafHolds(condition, isObject(element) ? listOf(element[condition.place.sub?.name ?? '']) : none);
    case 'and':
      return condition.of.every((inner) => elementMatches(inner, element));
    case 'or':
      return condition.of.some((inner) => elementMatches(inner, element));
    case 'not':
      return !elementMatches(condition.of, element);
    case 'constant':
      return condition.holds;
    case 'element':
      return false;
  }
}

function holds(condition: Condition, read: Reader): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.of.every((inner) => holds(inner, read));
    case 'or':
      return condition.of.some((inner) => holds(inner, read));
    case 'not':
      return !holds(condition.of, read);
    case 'constant':
      return condition.holds;
    case 'element':
      return read(condition.place).some((element) => elementMatches(condition.of, element));
    default:
      return leafHolds(condition, read(condition.place));
  }
}

/** Whether values meet a condition about them: one of them has to, but for `ne`, which is the contrary of `eq`. */
export function leafHolds(leaf: Condition & { readonly kind: 'present' | 'compare' }, values: readonly unknown[]): boolean {
  if (leaf.kind === 'present') return values.some(isThere);
  const { operator, value, place } = leaf;
  if (value === null) return values.some(isThere) === (operator === 'ne');
  const attribute = (place.sub ?? place.attribute) as Attribute;
  const by = operator === 'ne' ? 'eq' : operator;
  return values.some((given) => given !== '' && compares(by, given, value, attribute)) === (operator !== 'ne');
}

const none: readonly unknown[] = [];
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : isThere(value) ? [value] : none);

const partsOf = (elements: readonly unknown[], sub: Attribute | undefined): readonly unknown[] =>
  sub ? elements.flatMap((element) => (isObject(element) ? element[sub.name] : [])) : elements;

/** Neither null, nor empty text, nor an empty list or object. */
function isThere(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

function compares(operator: Operator, given: unknown, wanted: Literal, attribute: Attribute): boolean {
  if (typeof given !== typeof wanted) return false;
  if (typeof given !== 'string' || typeof wanted !== 'string') return ordered(operator, Number(given) - Number(wanted));
  if (attribute.type === 'dateTime') {
    const instant = instantOf(given);
    return instant !== undefined && ordered(operator, compareInstants(instant, wanted));
  }
  const [a, b] = [folded(given, attribute), folded(wanted, attribute)];
  switch (operator) {
    case 'co':
      return a.includes(b);
    case 'sw':
      return a.startsWith(b);
    case 'ew':
      return a.endsWith(b);
    case 'eq':
      return a === b;
    default:
      // By code points, as PostgreSQL does it in UTF-8; strings of JavaScript would go by UTF-16.
      return ordered(operator, Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }
}

function ordered(operator: Operator, difference: number): boolean {
  switch (operator) {
    case 'eq':
      return difference === 0;
    case 'gt':
      return difference > 0;
    case 'ge':
      return difference >= 0;
    case 'lt':
      return difference < 0;
    case 'le':
      return difference <= 0;
    default:
      return false;
  }
}

import type { Resource } from '../resource.ts';
import type { Attribute, ResourceType } from '../schema/attribute.ts';
import type { Condition, Literal, Operator } from './condition.ts';

/** Text that may be compared: composed, and without case where case doesn't count. */
export const folded = (text: string, { caseExact }: Pick<Attribute, 'caseExact'>): string =>
  caseExact ? text : text.normalize('NFC').toLowerCase();

/** Whether one element of a multi-valued attribute meets the condition in the brackets of a path. Absent is never equal, and always unequal. */
export function elementMatches(condition: Condition, element: Readonly<Record<string, unknown>>): boolean {
  switch (condition.kind) {
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
    case 'present':
      return element[condition.place.sub?.name ?? ''] !== undefined;
    case 'compare': {
      const { sub } = condition.place;
      return sub ? compares(condition.operator, element[sub.name] ?? null, condition.value, sub) : false;
    }
  }
}

function compares(operator: Operator, given: unknown, wanted: Literal, attribute: Attribute): boolean {
  if (typeof given !== 'string' || typeof wanted !== 'string')
    return operator === 'ne' ? given !== wanted : operator === 'eq' && given === wanted;
  const [a, b] = [folded(given, attribute), folded(wanted, attribute)];
  switch (operator) {
    case 'eq':
      return a === b;
    case 'ne':
      return a !== b;
    case 'co':
      return a.includes(b);
    case 'sw':
      return a.startsWith(b);
    case 'ew':
      return a.endsWith(b);
    case 'gt':
      return a > b;
    case 'ge':
      return a >= b;
    case 'lt':
      return a < b;
    case 'le':
      return a <= b;
  }
}

/** Whether a whole resource, with `id` and `meta`, meets a filter that `filterOf` read for its type. */
export function matches(type: ResourceType, condition: Condition, resource: Readonly<Resource>): boolean {
  throw new Error(`${type.name} ${condition.kind} ${Object.keys(resource).length}`);
}

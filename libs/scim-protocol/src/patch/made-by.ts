import type { Condition, Literal } from '../filter/condition.ts';

/** The element that a selector describes, where it does so fully: `eq` terms joined by `and`, on writable parts (Entra's way to create one).
 *
 * @returns undefined for any other selector; an empty element where there is none
 */
export function madeBy(selector: Condition | undefined): Record<string, unknown> | undefined {
  if (!selector) return {};
  const terms = selector.kind === 'and' ? selector.of : [selector];
  const parts: [string, Literal][] = [];
  for (const term of terms) {
    const isPlain = term.kind === 'compare' && term.operator === 'eq' && term.value !== null;
    if (!isPlain || !term.place.sub || term.place.sub.mutability === 'readOnly') return undefined;
    parts.push([term.place.sub.name, term.value]);
  }
  return Object.fromEntries(parts);
}

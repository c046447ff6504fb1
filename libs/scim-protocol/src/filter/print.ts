import type { Condition } from './condition.ts';

/** A condition in the words of RFC 7644: read again it is the same condition. Inside brackets names stand alone. */
export function printed(condition: Condition): string {
  throw new Error(condition.kind);
}

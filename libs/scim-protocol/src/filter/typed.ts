import { instantOf } from '../instant.ts';
import type { Attribute } from '../schema/attribute.ts';
import { invalidFilter } from '../scim-error.ts';
import type { Literal, Operator } from './condition.ts';

type Kind = 'text' | 'order';

const kindOf: Partial<Record<Operator, Kind>> = { co: 'text', sw: 'text', ew: 'text', gt: 'order', ge: 'order', lt: 'order', le: 'order' };
/** Which operators beside `eq` and `ne` a type has. */
const allowed: Record<Attribute['type'], readonly Kind[]> = {
  string: ['text', 'order'],
  reference: ['text', 'order'],
  // RFC 7644 §3.4.2.2 names both: an order of them is refused.
  binary: ['text'],
  boolean: [],
  dateTime: ['order'],
  integer: ['order'],
  decimal: ['order'],
  complex: [],
};

/** A literal as the value that an attribute is compared with.
 *
 * @returns a date with an offset; `true` also for `"True"`, as Entra writes it; `null` only with `eq` and `ne`
 * @throws ScimError invalidFilter for another type's literal, or an operator that the type does not have
 */
export function typed({ name, type }: Attribute, operator: Operator, literal: Literal | undefined): Literal {
  const kind = kindOf[operator];
  if (kind && !allowed[type].includes(kind)) throw invalidFilter(`${name} can't be compared by ${operator}.`);
  const value = literal === null ? (kind ? undefined : null) : valueOfType(type, literal);
  if (value === undefined) throw invalidFilter(`${name} is compared with a value of the wrong type.`);
  return value;
}

function valueOfType(type: Attribute['type'], literal: Literal | undefined): Literal | undefined {
  switch (type) {
    case 'boolean': {
      const word = typeof literal === 'string' ? literal.toLowerCase() : String(literal);
      return word === 'true' || (word === 'false' ? false : undefined);
    }
    case 'integer':
      return Number.isSafeInteger(literal) ? literal : undefined;
    case 'decimal':
      return Number.isFinite(literal) ? literal : undefined;
    case 'dateTime':
      return typeof literal === 'string' ? instantOf(literal) : undefined;
    default:
      return typeof literal === 'string' ? literal : undefined;
  }
}

import type { Attribute, Condition, Literal, Operator, Place } from '@placet/scim-protocol';
import type { Elements, Readable } from './readable.ts';
import type { SqlValues } from './sql-values.ts';

type Leaf = Condition & { readonly kind: 'present' | 'compare' };

/** A filter as SQL, over the rows that `readable` speaks of; whatever a client wrote goes in as a parameter. Null counts as false there.
 *
 * @see RFC 7644 §3.4.2.2; `matches` of the protocol means the same, and a spec holds the two together
 */
export function conditionSql(condition: Condition, readable: Readable, values: SqlValues): string {
  const narrowed = readable.narrowed(condition, values);
  const sql = new Writing(readable, values).of(condition);
  return narrowed === undefined ? sql : `${narrowed} and ${sql}`;
}

class Writing {
  constructor(
    private readonly readable: Readable,
    private readonly values: SqlValues,
    /** inside brackets: the element */
    private readonly element?: Elements,
  ) {}

  of(condition: Condition): string {
    switch (condition.kind) {
      case 'and':
      case 'or':
        return `(${condition.of.map((inner) => this.of(inner)).join(` ${condition.kind} `)})`;
      case 'not': // what is absent is not equal: a comparison with null has to be false before it is turned round
        return `not coalesce(${this.of(condition.of)}, false)`;
      case 'constant':
        return String(condition.holds);
      case 'element':
        return this.someElement(condition.place, condition.of);
      default:
        return this.leaf(condition);
    }
  }

  private someElement(place: Place, of: Condition): string {
    if (!place.attribute?.multiValued) return `(${this.readable.single(place)} is not null and ${this.of(withHolder(of, place))})`;
    const elements = this.readable.elements(place);
    return `exists (select from ${elements.rows} where ${new Writing(this.readable, this.values, elements).of(of)})`;
  }

  private leaf(leaf: Leaf): string {
    if (leaf.kind === 'compare') {
      if (leaf.value === null) return this.absentOrNot(leaf.place, leaf.operator === 'ne');
      if (leaf.operator === 'ne') return `not coalesce(${this.leaf({ ...leaf, operator: 'eq' })}, false)`;
    }
    const { attribute, sub } = leaf.place;
    if (this.element && sub) return this.ofElement(this.element, sub, leaf);
    if (!attribute?.multiValued) return this.holds(leaf, this.readable.single(leaf.place), () => this.foldedOf(leaf.place));
    const elements = this.readable.elements(leaf.place);
    if (!sub) return `exists (select from ${elements.rows})`;
    return `exists (select from ${elements.rows} where ${this.ofElement(elements, sub, leaf)})`;
  }

  private ofElement(elements: Elements, sub: Attribute, leaf: Leaf): string {
    const part = elements.part(sub);
    const same = leaf.kind === 'compare' && leaf.operator === 'eq' ? elements.same?.(sub, String(leaf.value), this.values) : undefined;
    return same ?? this.holds(leaf, part, () => fold(part));
  }

  private absentOrNot(place: Place, isThere: boolean): string {
    const there = this.leaf({ kind: 'present', place });
    return isThere ? there : `not coalesce(${there}, false)`;
  }

  private foldedOf(place: Place): string {
    return this.readable.folded?.(place) ?? fold(this.readable.single(place));
  }

  private holds(leaf: Leaf, value: string, folded: () => string): string {
    const attribute = (leaf.place.sub ?? leaf.place.attribute)!;
    if (leaf.kind === 'present') return isText(attribute) ? `${value} <> ''` : `${value} is not null`;
    return compared(attribute, leaf.operator, leaf.value, { value, folded, values: this.values });
  }
}

/** The parts that stand in the brackets of a single-valued attribute are those of its only element. */
function withHolder(condition: Condition, { extension }: Place): Condition {
  if (!extension) return condition;
  switch (condition.kind) {
    case 'and':
    case 'or':
      return { ...condition, of: condition.of.map((inner) => withHolder(inner, { extension })) };
    case 'not':
      return { ...condition, of: withHolder(condition.of, { extension }) };
    case 'constant':
    case 'element':
      return condition;
    default:
      return { ...condition, place: { ...condition.place, extension } };
  }
}

export const fold = (value: string): string => `name_fold(${value})`;

/** Text and what is compared like it. */
export const isText = ({ type }: Attribute): boolean => type === 'string' || type === 'reference' || type === 'binary';

const typeOf = ({ type }: Attribute) => (type === 'boolean' ? 'boolean' : type === 'dateTime' ? 'timestamptz' : 'numeric');
const signs = { eq: '=', gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

function compared(
  attribute: Attribute,
  operator: Operator,
  literal: Literal,
  { value, folded, values }: { value: string; folded: () => string; values: SqlValues },
): string {
  if (!isText(attribute)) return `${value} ${signs[operator as keyof typeof signs]} ${values.put(literal, typeOf(attribute))}`;
  const [given, wanted] = attribute.caseExact ? [value, values.put(literal, 'text')] : [folded(), fold(values.put(literal, 'text'))];
  switch (operator) {
    case 'eq':
      return `${given} = ${wanted}`;
    case 'co':
      return `position(${wanted} in ${given}) > 0`;
    case 'sw':
      return `starts_with(${given}, ${wanted})`;
    case 'ew':
      return `right(${given}, length(${wanted})) = ${wanted}`;
    default: // by code points, whatever the database's own order
      return `(${given}) collate "C" ${signs[operator as keyof typeof signs]} ${wanted}`;
  }
}

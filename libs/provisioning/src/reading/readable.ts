import type { Attribute, Condition, Place } from '@placet/scim-protocol';
import type { SqlValues } from './sql-values.ts';

/** The elements of a multi-valued attribute as rows. */
export interface Elements {
  /** what stands behind `from` */
  readonly rows: string;
  /** a part of the element, as text unless its type says else; null where it has none */
  part(sub: Attribute): string;
  /** whether a part is just this text, where an index can tell; undefined where none can */
  same?(sub: Attribute, text: string, values: SqlValues): string | undefined;
  /** how a list is sorted by it: the primary one first, else the first */
  readonly order: string;
}

/** How the attributes of a type of resource are read in SQL, over the rows of its lists. */
export interface Readable {
  /** the value of a single-valued attribute or part, null where there is none; of a complex one without part something that isn't null */
  single(place: Place): string;
  /** the same, folded, where there is a column for it */
  folded?(place: Place): string | undefined;
  /** of a multi-valued attribute */
  elements(place: Place): Elements;
  /** what an index finds, with everybody for whom the condition may hold: it narrows, and the condition decides. Undefined where no index helps */
  narrowed(condition: Condition, values: SqlValues): string | undefined;
}

/** Says that a name is one of ours: it becomes part of a statement. */
export const quoted = (name: string): string => `'${name.replaceAll("'", "''")}'`;

/** `urn:…:attribute.part`; without URN in the core. */
export const nameOf = ({ extension, attribute, sub }: Omit<Place, 'sub'> & { readonly sub?: Attribute | undefined }): string =>
  `${extension ? `${extension.urn}:` : ''}${attribute?.name ?? ''}${sub ? `.${sub.name}` : ''}`;

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** The texts that a condition asks a place to equal, by its own word and not within an `or` or a `not`; for `attribute[…]`, inside the brackets. */
export function equalTo(condition: Condition, name: string): string | undefined {
  switch (condition.kind) {
    case 'compare':
      return condition.operator === 'eq' && typeof condition.value === 'string' && nameOf(condition.place) === name
        ? condition.value
        : undefined;
    case 'and':
      for (const inner of condition.of) {
        const found = equalTo(inner, name);
        if (found !== undefined) return found;
      }
      return undefined;
    case 'element':
      return equalTo(condition.of, name);
    default:
      return undefined;
  }
}

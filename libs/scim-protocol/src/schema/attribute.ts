/** What a schema says of one attribute, and what the server does by it: check, compare, project, change.
 *
 * @see RFC 7643 §7
 */
export interface Attribute {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'dateTime' | 'reference' | 'binary' | 'complex';
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: 'readOnly' | 'readWrite';
  readonly returned: 'always' | 'default';
  readonly uniqueness: 'none' | 'server';
  readonly canonicalValues?: readonly string[];
  readonly referenceTypes?: readonly string[];
  /** in bytes of UTF-8, folded and composed; not told in the schema */
  readonly mostBytes: number;
  /** by lower-cased name; empty unless complex */
  readonly sub: AttributeTable;
}

/** Attributes by lower-cased name: the only way in which a client's word finds anything. */
export type AttributeTable = ReadonlyMap<string, Attribute>;

/** A named set of attributes. */
export interface Schema {
  readonly urn: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: AttributeTable;
}

/** A kind of resource: where it lives, its own schema and its extensions. */
export interface ResourceType {
  readonly name: string;
  readonly endpoint: string;
  readonly description: string;
  readonly core: Schema;
  readonly extensions: readonly Schema[];
}

type Said = Partial<Omit<Attribute, 'name' | 'type' | 'description' | 'sub'>>;

const made = (type: Attribute['type'], name: string, description: string, said: Said, sub: readonly Attribute[] = []): Attribute => ({
  name,
  type,
  description,
  multiValued: false,
  required: false,
  caseExact: type === 'reference' || type === 'binary',
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  mostBytes: 4_096,
  ...said,
  sub: tableOf(sub),
});

/** @returns a look-up by lower-cased name */
export const tableOf = (attributes: readonly Attribute[]): AttributeTable =>
  new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]));

export const text = (name: string, description: string, said: Said = {}): Attribute => made('string', name, description, said);
export const flag = (name: string, description: string, said: Said = {}): Attribute => made('boolean', name, description, said);
export const instant = (name: string, description: string, said: Said = {}): Attribute => made('dateTime', name, description, said);
export const reference = (name: string, description: string, referenceTypes: readonly string[], said: Said = {}): Attribute =>
  made('reference', name, description, { referenceTypes, ...said });
export const complex = (name: string, description: string, sub: readonly Attribute[], said: Said = {}): Attribute =>
  made('complex', name, description, said, sub);

/** A list of values with `type`, `primary` and `display`, as RFC 7643 §2.4 describes them. */
export const plural = (name: string, description: string, value: Attribute, types: readonly string[], said: Said = {}): Attribute =>
  complex(name, description, [value, ...labels(types)], { multiValued: true, ...said });

/** `display`, `type`, `primary` of a multi-valued attribute. */
export const labels = (types: readonly string[]): Attribute[] => [
  text('display', 'A name to show.'),
  text('type', 'What the value is for.', types.length ? { canonicalValues: types } : {}),
  flag('primary', 'Whether it is the preferred one; true at most once.'),
];

export const binary = (name: string, description: string): Attribute => made('binary', name, description, { mostBytes: 65_536 });

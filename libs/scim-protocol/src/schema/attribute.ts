/** What a schema says of one attribute, and what the server does by it: check, compare, project, change.
 *
 * @see RFC 7643 §7
 */
export interface Attribute {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'decimal' | 'integer' | 'dateTime' | 'reference' | 'binary' | 'complex';
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  readonly returned: 'always' | 'never' | 'default' | 'request';
  readonly uniqueness: 'none' | 'server' | 'global';
  readonly canonicalValues?: readonly string[];
  readonly referenceTypes?: readonly string[];
  /** in bytes of UTF-8, folded and composed; not told in the schema */
  readonly mostBytes: number;
  /** how many values a multi-valued one may have; not told in the schema */
  readonly mostValues: number;
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
  /** with a slash before it, such as `/Users` */
  readonly endpoint: string;
  readonly description: string;
  readonly core: Schema;
  readonly extensions: readonly Schema[];
}

/** What an attribute's author may say beyond name, type and description; the rest is as RFC 7643 §2.2 has it by default. */
export type Said = Partial<Omit<Attribute, 'name' | 'type' | 'description' | 'sub'>>;

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
  mostBytes: type === 'binary' ? 65_536 : 4_096,
  mostValues: 500,
  ...said,
  sub: tableOf(sub),
});

/** @returns a look-up by lower-cased name */
export const tableOf = (attributes: readonly Attribute[]): AttributeTable =>
  new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]));

/** A string attribute, compared without case unless `caseExact` is said. */
export const text = (name: string, description: string, said: Said = {}): Attribute => made('string', name, description, said);
/** A boolean attribute. */
export const flag = (name: string, description: string, said: Said = {}): Attribute => made('boolean', name, description, said);
/** A whole number, from `-2^53 + 1` to `2^53 - 1`. */
export const integer = (name: string, description: string, said: Said = {}): Attribute => made('integer', name, description, said);
/** A number with a fraction. */
export const decimal = (name: string, description: string, said: Said = {}): Attribute => made('decimal', name, description, said);
/** A date with time and offset; one without an offset is taken for UTC. */
export const instant = (name: string, description: string, said: Said = {}): Attribute => made('dateTime', name, description, said);
/** Bytes in base64. */
export const binary = (name: string, description: string, said: Said = {}): Attribute => made('binary', name, description, said);
/** A URI: of a resource named in `referenceTypes`, or `external`, or `uri`. */
export const reference = (name: string, description: string, referenceTypes: readonly string[], said: Said = {}): Attribute =>
  made('reference', name, description, { referenceTypes, ...said });
/** An attribute of parts; a list of such when `multiValued` is said. */
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

/** A schema of these attributes. */
export const schemaOf = (urn: string, name: string, description: string, attributes: readonly Attribute[]): Schema => ({
  urn,
  name,
  description,
  attributes: tableOf(attributes),
});

/** A kind of resource; `extensions` are looked through in this order for a name without URN. */
export const resourceTypeOf = (
  name: string,
  endpoint: string,
  description: string,
  core: Schema,
  extensions: readonly Schema[] = [],
): ResourceType => ({ name, endpoint, description, core, extensions });

/** Whether a client can write nothing of a schema. */
export const isReadOnly = ({ attributes }: Schema): boolean =>
  [...attributes.values()].every(({ mutability }) => mutability === 'readOnly');

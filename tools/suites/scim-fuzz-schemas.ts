import fc from 'fast-check';

/** What a JSON Schema of ours may say. */
export interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Values that the schema means, or nearly so: the harm is done to them afterwards. */
export function meantBy(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(meantBy));
  switch (schema.type) {
    case 'object': {
      const model = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, one]) => [name, meantBy(one)]));
      return fc.record(model, { requiredKeys: [...(schema.required ?? [])] });
    }
    case 'array':
      return fc.array(meantBy(schema.items ?? {}), { maxLength: 3 });
    case 'integer':
    case 'number':
      return fc.integer({ min: Math.max(schema.minimum ?? 0, -1e6), max: Math.min(schema.maximum ?? 100, 1e6) });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      if (schema.format === 'uuid') return fc.uuid();
      return schema.format === 'date-time' ? fc.constant('2027-01-31T12:00:00Z') : fc.string({ minLength: 1, maxLength: 20 });
  }
}

/** An attribute as `/Schemas` tells of it. */
export interface TellingAttribute {
  readonly name: string;
  readonly type: string;
  readonly multiValued: boolean;
  readonly subAttributes?: readonly TellingAttribute[];
}

const simple: Record<string, fc.Arbitrary<unknown>> = {
  boolean: fc.constantFrom<unknown>(true, false, 'True', 'false'),
  integer: fc.integer(),
  decimal: fc.double({ noNaN: true }),
  dateTime: fc.constant('2026-01-31T12:00:00Z'),
  binary: fc.constantFrom('', 'YWJj', '====', 'no base64'),
  reference: fc.webUrl(),
};

/** Values of an attribute, as its schema tells. */
export function valuesOf(attribute: TellingAttribute): fc.Arbitrary<unknown> {
  const one =
    attribute.type === 'complex'
      ? resourceOf(attribute.subAttributes ?? [])
      : (simple[attribute.type] ?? fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('work', 'en', 'a@b.test', 'Europe/Paris')));
  return attribute.multiValued ? fc.array(one, { maxLength: 3 }) : one;
}

/** Some of the attributes, each with a value. */
export const resourceOf = (attributes: readonly TellingAttribute[]): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .subarray([...attributes], { maxLength: Math.min(attributes.length, 4) })
    .chain((some) => fc.record(Object.fromEntries(some.map((attribute) => [attribute.name, valuesOf(attribute)]))));

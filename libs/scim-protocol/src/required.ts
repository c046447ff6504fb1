import { isObject, type Resource } from './resource.ts';
import type { Attribute, ResourceType, Schema } from './schema/attribute.ts';

const known = new WeakMap<Schema, readonly Attribute[]>();

function requiredOf(schema: Schema): readonly Attribute[] {
  let required = known.get(schema);
  if (!required) known.set(schema, (required = [...schema.attributes.values()].filter((attribute) => attribute.required)));
  return required;
}

/** The first attribute that a resource must have and has not: of its own schema, and of each extension that has data. */
export function missingFrom({ core, extensions }: ResourceType, resource: Readonly<Resource>): Attribute | undefined {
  const missing = requiredOf(core).find(({ name }) => isBlank(resource[name]));
  if (missing) return missing;
  for (const extension of extensions) {
    const held = resource[extension.urn];
    const lacking = isObject(held) ? requiredOf(extension).find(({ name }) => isBlank(held[name])) : undefined;
    if (lacking) return lacking;
  }
  return undefined;
}

/** Absent, or nothing but spaces. */
const isBlank = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

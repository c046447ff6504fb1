import type { Attribute, ResourceType, Schema } from './schema/attribute.ts';
import { isObject, type Resource } from './resource.ts';
import { placeOf } from './schema/place.ts';
import { invalidSyntax, invalidValue } from './scim-error.ts';
import { valueOf } from './value.ts';

const silently = new Set(['schemas', 'id', 'meta', 'password']);

/** What a client sent, in canonical form, and the names that meant nothing here. */
export interface Parsed {
  readonly resource: Resource;
  readonly ignored: readonly string[];
}

/** Reads the body of a create or a replace. Unknown attributes and schemas are ignored and named; read-only ones are ignored.
 *
 * @throws ScimError invalidSyntax (no object, no `schemas`, a name twice), invalidValue (wrong type, a required one missing)
 * @see RFC 7644 §3.3, §3.5.1
 */
export function parseResource(type: ResourceType, body: unknown): Parsed {
  const sent = withSchemas(body);
  const parsed = new Reading(type);
  for (const [key, value] of Object.entries(sent)) parsed.take(key, value);
  for (const { name, required } of type.core.attributes.values()) {
    if (required && isBlank(parsed.resource[name])) throw invalidValue(`${name} is required.`);
  }
  return parsed;
}

/** Absent, or nothing but spaces. */
export const isBlank = (value: unknown): boolean => typeof value !== 'string' || value.trim() === '';

/** @returns the body as an object whose `schemas` is a list of text. @throws ScimError invalidSyntax */
export function withSchemas(body: unknown): Record<string, unknown> {
  if (!isObject(body)) throw invalidSyntax('The body must be a JSON object.');
  const schemas = Object.entries(body).find(([key]) => key.toLowerCase() === 'schemas')?.[1];
  const isList = Array.isArray(schemas) && schemas.length > 0 && schemas.every((urn) => typeof urn === 'string');
  if (!isList) throw invalidSyntax('schemas must name the schemas of the body.');
  return body;
}

class Reading implements Parsed {
  readonly resource: Resource = {};
  readonly ignored: string[] = [];
  private readonly seen = new Set<string>();

  constructor(private readonly type: ResourceType) {}

  take(key: string, value: unknown): void {
    if (silently.has(key.toLowerCase())) return;
    const place = placeOf(this.type, key);
    if (place?.attribute && !place.sub) this.put(place.extension, place.attribute, value);
    else if (place?.extension && !place.attribute) this.takeExtension(place.extension, value);
    else this.ignored.push(key.slice(0, 200));
  }

  private takeExtension(extension: Schema, value: unknown): void {
    if (value === null || value === '') return;
    if (!isObject(value)) throw invalidValue(`${extension.urn} must be an object.`);
    for (const [key, inner] of Object.entries(value)) {
      const attribute = extension.attributes.get(key.toLowerCase());
      if (attribute) this.put(extension, attribute, inner);
      else this.ignored.push(`${extension.urn}:${key}`.slice(0, 200));
    }
  }

  private put(extension: Schema | undefined, attribute: Attribute, raw: unknown): void {
    if (attribute.mutability === 'readOnly') return;
    const name = `${extension?.urn ?? ''}:${attribute.name}`;
    if (this.seen.has(name)) throw invalidSyntax(`${attribute.name} stands twice.`);
    this.seen.add(name);
    const value = valueOf(attribute, raw);
    if (value === undefined) return;
    const holder = extension ? ((this.resource[extension.urn] ??= {}) as Resource) : this.resource;
    holder[attribute.name] = value;
  }
}

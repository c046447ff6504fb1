import { missingFrom } from './required.ts';
import { isObject, type Resource } from './resource.ts';
import type { Attribute, ResourceType, Schema } from './schema/attribute.ts';
import { placeOf } from './schema/place.ts';
import { invalidSyntax, invalidValue } from './scim-error.ts';
import { isSoundThroughout, valueOf } from './value.ts';

const silently: ReadonlySet<string> = new Set(['schemas', 'id', 'meta', 'password']);

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
  for (const key of Object.keys(sent)) parsed.take(key, sent[key]);
  const missing = missingFrom(type, parsed.resource);
  if (missing) throw invalidValue(`${missing.name} is required.`);
  return parsed;
}

/** @returns the body as an object whose `schemas` is a list of text. @throws ScimError invalidSyntax */
export function withSchemas(body: unknown): Record<string, unknown> {
  if (!isObject(body)) throw invalidSyntax('The body must be a JSON object.');
  const schemas = schemasOf(body);
  if (!schemas.length || !schemas.every((urn) => typeof urn === 'string'))
    throw invalidSyntax('schemas must name the schemas of the body.');
  return body;
}

/** What stands under `schemas`, in any case. */
export function schemasOf(body: Record<string, unknown>): readonly unknown[] {
  const key = Object.hasOwn(body, 'schemas') ? 'schemas' : Object.keys(body).find((name) => name.toLowerCase() === 'schemas');
  const schemas = key === undefined ? undefined : body[key];
  return Array.isArray(schemas) ? schemas : [];
}

/** The envelope of a message, its own names by lower case. @throws ScimError invalidSyntax where `schemas` doesn't name the message */
export function envelopeOf(body: unknown, message: string): ReadonlyMap<string, unknown> {
  const sent = withSchemas(body);
  const urn = `urn:ietf:params:scim:api:messages:2.0:${message}`.toLowerCase();
  if (!schemasOf(sent).some((schema) => (schema as string).toLowerCase() === urn)) {
    throw invalidSyntax(`schemas must name the message ${message}.`);
  }
  return new Map(Object.keys(sent).map((key) => [key.toLowerCase(), sent[key]]));
}

const mostTold = 100;

/** Leaves out what means nothing here, and notes its name unless it is known for that: the first hundred, and so much of each that a person can tell
 * which it is. Text that nobody can store is refused here, too, so that whether it is does not hang on the name.
 *
 * @throws ScimError invalidValue
 */
export function leaveOut(name: string, value: unknown, silently: ReadonlySet<string>, ignored: string[]): void {
  if (!isSoundThroughout([name, value])) throw invalidValue("The body holds characters that can't be stored.");
  if (!silently.has(name.toLowerCase()) && ignored.length < mostTold) ignored.push(name.slice(0, 200).toWellFormed());
}

const nothing: ReadonlySet<string> = new Set();

class Reading implements Parsed {
  readonly resource: Resource = {};
  readonly ignored: string[] = [];
  private readonly seen = new Set<Attribute>();
  private readonly type: ResourceType;

  constructor(type: ResourceType) {
    this.type = type;
  }

  take(key: string, value: unknown): void {
    const place = placeOf(this.type, key);
    if (place?.attribute && !place.sub) this.put(place.extension, place.attribute, value);
    else if (place?.extension && !place.attribute) this.takeExtension(place.extension, value);
    else leaveOut(key, value, silently, this.ignored);
  }

  private takeExtension(extension: Schema, value: unknown): void {
    if (value === null || value === '') return;
    if (!isObject(value)) throw invalidValue(`${extension.urn} must be an object.`);
    for (const key of Object.keys(value)) {
      const attribute = extension.attributes.get(key.toLowerCase());
      if (attribute) this.put(extension, attribute, value[key]);
      else leaveOut(`${extension.urn}:${key}`, value[key], nothing, this.ignored);
    }
  }

  private put(extension: Schema | undefined, attribute: Attribute, raw: unknown): void {
    if (attribute.mutability === 'readOnly') return;
    if (this.seen.has(attribute)) throw invalidSyntax(`${attribute.name} stands twice.`);
    this.seen.add(attribute);
    const value = valueOf(attribute, raw);
    if (value === undefined) return;
    const holder = extension ? ((this.resource[extension.urn] ??= {}) as Resource) : this.resource;
    holder[attribute.name] = value;
  }
}

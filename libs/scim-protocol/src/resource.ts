import type { Attribute, ResourceType, Schema } from './schema/attribute.ts';
import { commonAttributes } from './schema/user-schema.ts';

/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A resource as it is kept: canonical names only, each from the schema table; extensions under their URN. Without `schemas`, `id` and `meta`. */
export type Resource = { [name: string]: unknown };

/** Where something stands in a resource: an attribute of the core or of an extension, or a whole extension. */
export interface Place {
  /** of the extension; absent for the core and the common attributes */
  readonly extension?: Schema;
  /** absent: the extension as a whole */
  readonly attribute?: Attribute;
  readonly sub?: Attribute;
}

/** Longest first, so that an extension's URN isn't taken for a core one's. */
const schemasOf = ({ core, extensions }: ResourceType): Schema[] => [core, ...extensions].toSorted((a, b) => b.urn.length - a.urn.length);

/** Finds what a name means: `title`, `name.givenName`, `urn:…:User:department`, or an extension's URN. Case does not count.
 *
 * A name without URN that the core does not know is looked for in the extensions, since Entra sends `manager` alone.
 *
 * @returns undefined for what no schema knows
 */
export function placeOf(type: ResourceType, written: string): Place | undefined {
  const lower = written.toLowerCase();
  const schema = schemasOf(type).find(({ urn }) => lower === urn.toLowerCase() || lower.startsWith(`${urn.toLowerCase()}:`));
  if (!schema) return inSchema(type, undefined, lower);
  if (lower.length === schema.urn.length) return schema === type.core ? undefined : { extension: schema };
  return inSchema(type, schema, lower.slice(schema.urn.length + 1));
}

function inSchema(type: ResourceType, schema: Schema | undefined, lower: string): Place | undefined {
  const [first = '', second, ...more] = lower.split('.');
  if (more.length) return undefined;
  const extension = schema && schema !== type.core ? schema : schema ? undefined : extensionWith(type, first);
  const table = extension?.attributes ?? type.core.attributes;
  const attribute = table.get(first) ?? (extension ? undefined : commonAttributes.get(first));
  if (!attribute) return undefined;
  const sub = second === undefined ? undefined : attribute.sub.get(second);
  if (second !== undefined && !sub) return undefined;
  return { ...(extension ? { extension } : {}), attribute, ...(sub ? { sub } : {}) };
}

const extensionWith = ({ core, extensions }: ResourceType, lower: string): Schema | undefined =>
  core.attributes.has(lower) || commonAttributes.has(lower) ? undefined : extensions.find(({ attributes }) => attributes.has(lower));

/** The object in which the attributes of a place stand. */
export function holderOf(resource: Resource, { extension }: Place): Resource | undefined {
  return extension ? (resource[extension.urn] as Resource | undefined) : resource;
}

/** Whether a value is a JSON object, neither null nor a list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

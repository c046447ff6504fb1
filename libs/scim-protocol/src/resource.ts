import type { Place } from './schema/place.ts';

/** A resource as it is kept: canonical names only, each from the schema table; extensions under their URN. Without `schemas`, `id` and `meta`. */
export type Resource = { [name: string]: unknown };

/** The object in which the attributes of a place stand. */
export function holderOf(resource: Readonly<Resource>, { extension }: Place): Readonly<Resource> | undefined {
  return extension ? (resource[extension.urn] as Resource | undefined) : resource;
}

/** Whether a value is a JSON object, neither null nor a list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

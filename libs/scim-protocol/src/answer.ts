import type { ResourceType } from './schema/attribute.ts';
import { isObject, type Resource } from './resource.ts';

/** What the server adds to a resource: its id, and when, where and in which version it is. */
export interface Meta {
  readonly id: string;
  readonly created: Date;
  readonly lastModified: Date;
  readonly version: number;
  /** without a slash at its end, such as `https://example.com/scim/v2` */
  readonly baseUrl: string;
}

/** `W/"3"`, as `meta.version` and `ETag`. */
export const etagOf = (version: number): string => `W/"${version}"`;

/** A resource as it is answered. `schemas` names its own and exactly the extensions that have data. */
export function answerOf(type: ResourceType, resource: Resource, { id, created, lastModified, version, baseUrl }: Meta): Resource {
  const extensions = type.extensions.map(({ urn }) => urn).filter((urn) => isObject(resource[urn]));
  return {
    schemas: [type.core.urn, ...extensions],
    id,
    ...resource,
    meta: {
      resourceType: type.name,
      created: created.toISOString(),
      lastModified: lastModified.toISOString(),
      location: `${baseUrl}${type.endpoint}/${id}`,
      version: etagOf(version),
    },
  };
}

/** Whether a client's `If-Match` or `If-None-Match` names this version; `*` names any. */
export function namesVersion(header: string, version: number): boolean {
  const strong = (tag: string) => tag.trim().replace(/^W\//, '');
  return header.split(',').some((tag) => tag.trim() === '*' || strong(tag) === strong(etagOf(version)));
}

import {
  cursorResponse,
  etagOf,
  listResponse,
  namesVersion,
  projected,
  type ListQuery,
  type Projection,
  type Resource,
  type ResourceType,
} from '@placet/scim-protocol';
import type { FastifyReply } from 'fastify';
import { scimJson } from '../scim-errors.ts';
import type { Listed } from './list-resources.ts';
import type { Answered } from './user-answers.ts';

/** Whether an answer goes out as it was made: nothing is left out but `apart`, which the reader has left out already. */
const isWhole = (projection: Projection, apart: string): boolean =>
  'without' in projection && projection.without.every(({ extension, attribute, sub }) => !extension && !sub && attribute?.name === apart);

/** What is read by a statement of its own, or not at all. */
const apart = ({ name }: ResourceType): string => (name === 'User' ? 'groups' : 'members');

/** Sends one resource, or 304 where the client has it already. A finished answer is sent as the text that it is.
 *
 * @see RFC 7644 §3.4.1, §3.14
 */
export function tellOne(
  reply: FastifyReply,
  type: ResourceType,
  { version, text }: Answered,
  projection: Projection,
  ifNoneMatch?: string,
): string | Resource | undefined {
  void reply.type(scimJson).header('etag', etagOf(version));
  if (ifNoneMatch !== undefined && namesVersion(ifNoneMatch, version)) {
    void reply.status(304);
    return undefined;
  }
  return isWhole(projection, apart(type)) ? text : projected(type, JSON.parse(text) as Resource, projection);
}

/** Sends a page. @param types of the rows, each with its own query. @see RFC 7644 §3.4.2, RFC 9865 §2 */
export function tellList(reply: FastifyReply, asked: readonly (readonly [ResourceType, ListQuery])[], listed: Listed): string | Resource {
  void reply.type(scimJson);
  const [[, query]] = asked as [(typeof asked)[0]];
  const frame = (resources: readonly unknown[]) =>
    query.page.kind === 'index'
      ? listResponse(resources, listed.total, query.page.startIndex)
      : cursorResponse(resources, listed.total, listed.nextCursor);
  if (asked.every(([type, { projection }]) => isWhole(projection, apart(type)))) {
    const { Resources: _none, ...head } = { ...frame([]), itemsPerPage: listed.count } as Record<string, unknown>;
    return `${JSON.stringify(head).slice(0, -1)},"Resources":[${listed.docs}]}`;
  }
  const byUrn = new Map(asked.map(([type, { projection }]) => [type.core.urn, { type, projection }]));
  const resources = (JSON.parse(`[${listed.docs}]`) as (Resource & { schemas: string[] })[]).map((resource) => {
    const { type, projection } = byUrn.get(resource.schemas[0]!)!;
    return projected(type, resource, projection);
  });
  return frame(resources);
}

import type { Group, Person } from '../company.ts';
import { type Answer, Refused, type ScimClient } from '../client/scim-client.ts';

/** A member of a group, as the service knows him. */
export interface Told {
  link: string;
  display: string;
}

/** How one kind of directory calls a service. It remembers nothing: people and groups carry what they were told. */
export interface Dialect {
  readonly headers: Readonly<Record<string, string>>;
  /** What it sends when the administrator presses *Test connection*. @throws Refused */
  test(client: ScimClient): Promise<void>;
  /** Brings the person there in line with the person here. @returns the link from now on; nothing: it forgets the person. @throws Refused */
  person(client: ScimClient, person: Person): Promise<string | undefined>;
  /** Tells who the manager is, once both are known there. @throws Refused */
  manager(client: ScimClient, person: Person, link: string | undefined): Promise<void>;
  /** The person is gone for good. @throws Refused */
  forget(client: ScimClient, person: Person): Promise<void>;
  /** Brings the group and its members in line. @throws Refused */
  group(client: ScimClient, group: Group, members: readonly Told[]): Promise<{ link: string; toldMembers: string[] }>;
  /** The group is pushed no longer. @throws Refused */
  unlink(client: ScimClient, link: string): Promise<void>;
}

export const coreUser = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const coreGroup = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** The body of a PATCH. */
export const patch = (...operations: object[]) => ({ schemas: [patchOp], Operations: operations });

/** A resource as it comes over the wire. */
export type Resource = Record<string, unknown> & { id: string };

/** @throws Refused where the answer is no resource */
export function resourceOf({ status, body }: Answer): Resource {
  if (isObject(body) && typeof body['id'] === 'string' && body['id']) return body as Resource;
  throw new Refused(status, 'The answer is no resource with an id.');
}

/** @throws Refused where the answer is no list of resources */
export function resourcesOf(answer: Answer): Resource[] {
  const { status, body } = answer;
  const list = isObject(body) ? (body['Resources'] ?? (body['totalResults'] === 0 ? [] : undefined)) : undefined;
  if (!Array.isArray(list)) throw new Refused(status, 'The answer is no list of resources.');
  return list.map((one: unknown) => resourceOf({ ...answer, body: one }));
}

const isObject = (body: unknown): body is Record<string, unknown> => typeof body === 'object' && body !== null;

/** May use the application, and may sign in at all. */
export const isWanted = ({ isAssigned, isEnabled }: Person): boolean => isAssigned && isEnabled;

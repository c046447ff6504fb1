import { type Person, nameOf } from '../company.ts';
import { enterprise, isWanted } from './dialect.ts';

/** One attribute that the directory keeps, and where it lies in a resource. */
export interface Mapped {
  /** as in a PATCH */
  path: string;
  of: (person: Person) => string | boolean;
}

/** Which attributes go over, in the order in which they are sent; an empty string: none. */
export const mapping: readonly Mapped[] = [
  { path: 'userName', of: ({ profile }) => profile.userName },
  { path: 'active', of: isWanted },
  { path: 'displayName', of: nameOf },
  { path: 'title', of: ({ profile }) => profile.title },
  { path: 'emails[type eq "work"].value', of: ({ profile }) => profile.email },
  { path: 'preferredLanguage', of: ({ profile }) => profile.language },
  { path: 'name.givenName', of: ({ profile }) => profile.givenName },
  { path: 'name.familyName', of: ({ profile }) => profile.familyName },
  { path: 'name.formatted', of: nameOf },
  { path: 'phoneNumbers[type eq "work"].value', of: ({ profile }) => profile.workPhone },
  { path: 'phoneNumbers[type eq "mobile"].value', of: ({ profile }) => profile.mobile },
  { path: 'externalId', of: ({ id }) => id },
  { path: `${enterprise}:employeeNumber`, of: ({ profile }) => profile.employeeNumber },
  { path: `${enterprise}:department`, of: ({ profile }) => profile.department },
];

const form = /^(?:(urn:.+:User):)?(\w+)(?:\[type eq "(\w+)"\])?(?:\.(\w+))?$/;

/** What lies at the path in the resource: paths of {@link mapping}, and others of their kind. */
export function valueAt(resource: unknown, path: string): unknown {
  const [, urn, name = '', type, sub] = form.exec(path) ?? [];
  let found = own(urn ? own(resource, urn) : resource, name);
  if (type) found = Array.isArray(found) ? (found as unknown[]).find((element) => own(element, 'type') === type) : undefined;
  return sub ? own(found, sub) : found;
}

const own = (from: unknown, key: string): unknown =>
  typeof from === 'object' && from !== null && Object.hasOwn(from, key) ? (from as Record<string, unknown>)[key] : undefined;

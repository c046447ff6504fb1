const hex = (n: number, digits: number) => n.toString(16).padStart(digits, '0');

/** How a made person's number stands in every text about him, so that one person's rows can be copied for another. */
export const mark = (n: number): string => `p${String(n).padStart(7, '0')}`;

/** A made person's id, the same in both databases: whoever knows the numbers needs no list. */
export const personId = (workspace: number, n: number): string => `01900000-${hex(workspace, 4)}-7000-8000-${hex(n, 12)}`;

export const userNameOf = (workspace: number, name: string): string => `${name}@w${workspace}.test`;
export const externalIdOf = (name: string): string => `x-${name}`;

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** What an identity provider sends of a person: a usual size, not the least. */
export function userBody(workspace: number, name: string): string {
  const userName = userNameOf(workspace, name);
  return JSON.stringify({
    schemas: [core, enterprise],
    externalId: externalIdOf(name),
    userName,
    name: { givenName: 'Ada', familyName: `Byron ${name}` },
    displayName: `Ada Byron ${name}`,
    title: 'Counsel',
    emails: [{ value: userName, type: 'work', primary: true }],
    active: true,
    [enterprise]: { department: 'Legal', employeeNumber: name },
  });
}

const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

export const switchOffBody = JSON.stringify({ schemas: [patchOp], Operations: [{ op: 'replace', path: 'active', value: false }] });

export const addToGroupBody = (memberId: string): string =>
  JSON.stringify({ schemas: [patchOp], Operations: [{ op: 'add', path: 'members', value: [{ value: memberId }] }] });

export const groupBody = (displayName: string, members: readonly string[] = []): string =>
  JSON.stringify({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName,
    ...(members.length ? { members: members.map((value) => ({ value })) } : {}),
  });

import { complex, reference, resourceTypeOf, schemaOf, text } from './attribute.ts';

const readOnly = { mutability: 'readOnly' } as const;
const immutable = { mutability: 'immutable' } as const;

/** RFC 7643 §4.2. `$ref` and `display` of a member are made by the server: what a client sends there is ignored. */
export const groupSchema = schemaOf('urn:ietf:params:scim:schemas:core:2.0:Group', 'Group', 'Group', [
  text('displayName', 'The name of the group.', { required: true, mostBytes: 1_000 }),
  complex(
    'members',
    'Who belongs to the group.',
    [
      text('value', 'Id of the member.', { ...immutable, required: true, caseExact: true, mostBytes: 1_000 }),
      reference('$ref', 'Address of the member; made by the server.', ['User', 'Group'], readOnly),
      text('type', 'User or Group.', { ...immutable, canonicalValues: ['User', 'Group'] }),
      text('display', 'Name of the member; made by the server.', readOnly),
    ],
    // Directories push whole lists of tens of thousands; the body's size is the limit.
    { multiValued: true, mostValues: Infinity },
  ),
]);

/** `/Groups`. */
export const groupType = resourceTypeOf('Group', '/Groups', 'Group', groupSchema);

import { binary, complex, flag, labels, plural, reference, resourceTypeOf, schemaOf, text } from './attribute.ts';

const readOnly = { mutability: 'readOnly' } as const;
const places = ['work', 'home', 'other'];

const name = complex('name', 'The parts of the name.', [
  text('formatted', 'The whole name, as it is shown.'),
  text('familyName', 'Family name.', { mostBytes: 400 }),
  text('givenName', 'Given name.', { mostBytes: 400 }),
  text('middleName', 'Middle name.'),
  text('honorificPrefix', 'Title before the name.'),
  text('honorificSuffix', 'What follows the name.'),
]);

const addresses = complex(
  'addresses',
  'Postal addresses.',
  [
    text('formatted', 'The whole address, for a label.'),
    text('streetAddress', 'Street, house, floor.'),
    text('locality', 'Town.'),
    text('region', 'State or region.'),
    text('postalCode', 'Postal code.'),
    text('country', 'Country, ISO 3166-1 alpha-2.'),
    ...labels(places),
  ],
  { multiValued: true },
);

const groups = complex(
  'groups',
  'The groups of the directory to which the user belongs.',
  [
    text('value', 'Id of the group.', { ...readOnly, caseExact: true }),
    reference('$ref', 'Address of the group.', ['Group'], readOnly),
    text('display', 'Name of the group.', readOnly),
    text('type', 'direct or indirect.', { ...readOnly, canonicalValues: ['direct', 'indirect'] }),
  ],
  { multiValued: true, ...readOnly },
);

/** RFC 7643 §4.1. `password` is accepted and dropped, so it isn't listed. */
export const userSchema = schemaOf('urn:ietf:params:scim:schemas:core:2.0:User', 'User', 'User Account', [
  text('userName', 'The name under which the user signs in; unique without regard to case.', {
    required: true,
    uniqueness: 'server',
    mostBytes: 1_000,
  }),
  name,
  text('displayName', 'The name to show.'),
  text('nickName', 'What friends say.'),
  reference('profileUrl', 'A page about the user; never fetched.', ['external']),
  text('title', 'Job title.'),
  text('userType', 'How the organisation relates to the user.'),
  text('preferredLanguage', 'As in the header Accept-Language.'),
  text('locale', 'For dates and numbers.'),
  text('timezone', 'IANA name.'),
  flag('active', 'Whether the directory wants the user to have access.'),
  plural('emails', 'E-mail addresses.', text('value', 'The address.'), places),
  plural('phoneNumbers', 'Telephone numbers, kept as sent.', text('value', 'The number.'), [...places, 'mobile', 'fax', 'pager']),
  plural('ims', 'Instant messaging addresses.', text('value', 'The address.'), []),
  plural('photos', 'Pictures; never fetched.', reference('value', 'Address of the picture.', ['external']), ['photo', 'thumbnail']),
  addresses,
  groups,
  plural('entitlements', 'What the user may do, as the directory says.', text('value', 'The entitlement.'), []),
  plural('roles', 'Roles, as the directory says.', text('value', 'The role.'), []),
  plural('x509Certificates', 'Certificates.', binary('value', 'The certificate, DER in base64.'), []),
]);

/** RFC 7643 §4.3. */
export const enterpriseSchema = schemaOf(
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  'EnterpriseUser',
  'Enterprise User',
  [
    text('employeeNumber', 'Number in the organisation.'),
    text('costCenter', 'Cost centre.'),
    text('organization', 'Organisation.'),
    text('division', 'Division.'),
    text('department', 'Department.'),
    complex('manager', 'Who leads the user.', [
      text('value', 'Id of the manager.', { caseExact: true }),
      reference('$ref', 'Address of the manager; made by the server.', ['User'], readOnly),
      text('displayName', 'Name of the manager; made by the server.', readOnly),
    ]),
  ],
);

/** `/Users`. */
export const userType = resourceTypeOf('User', '/Users', 'User Account', userSchema, [enterpriseSchema]);

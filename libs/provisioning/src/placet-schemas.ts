import {
  complex,
  enterpriseSchema,
  flag,
  groupType,
  instant,
  integer,
  resourceTypeOf,
  schemaOf,
  text,
  userSchema,
  type Attribute,
  type ResourceType,
  type Schema,
} from '@placet/scim-protocol';

/** From where a connection takes the sites and the products of its users; what comes from mapped groups is read-only as an attribute. */
export interface UserForm {
  readonly sitesFrom: 'attributes' | 'mapping';
  readonly productsFrom: 'attributes' | 'mapping';
}

const readOnly = { mutability: 'readOnly' } as const;
const writtenIf = (from: 'attributes' | 'mapping') => (from === 'attributes' ? {} : readOnly);

/** Of the workspace, beside what RFC 7643 knows. Entra takes own attributes only under a URN of this form. */
export const placetUserUrn = 'urn:ietf:params:scim:schemas:extension:placet:2.0:User';
/** What became of a user's seats; told, never taken. */
export const seatUrn = 'urn:ietf:params:scim:schemas:extension:placet:2.0:Seat';

/** The order is from bad to good: the worst of a user's holdings is his status. */
export const seatStatuses = ['refused', 'waiting', 'reserved', 'assigned', 'exempt', 'none'] as const;
export type SeatStatus = (typeof seatStatuses)[number];

const displayed = text('display', 'Its name; made by the server.', readOnly);

const sites = (from: UserForm['sitesFrom']): Attribute =>
  complex(
    'sites',
    'The sites that the user may see.',
    [
      text('value', 'Id or code of the site.', writtenIf(from)),
      displayed,
      flag('primary', 'Whether it is the default site.', writtenIf(from)),
    ],
    { multiValued: true, ...writtenIf(from) },
  );

const products = (from: UserForm['productsFrom']): Attribute =>
  complex(
    'products',
    'The products that the user may use; each takes a seat.',
    [text('value', 'Code of the product.', writtenIf(from)), displayed],
    {
      multiValued: true,
      ...writtenIf(from),
    },
  );

const userExtension = ({ sitesFrom, productsFrom }: UserForm, seniorities?: readonly string[]): Schema =>
  schemaOf(placetUserUrn, 'PlacetUser', 'What Placet knows of a user', [
    text('userCode', 'Made by the server, never changed.', { ...readOnly, uniqueness: 'server' }),
    text('seniority', "One of the workspace's levels.", seniorities?.length ? { canonicalValues: seniorities } : {}),
    sites(sitesFrom),
    products(productsFrom),
    text('memberState', 'Whether the user may sign in, and why not.', {
      ...readOnly,
      canonicalValues: ['invited', 'pending', 'waiting', 'active', 'inactive', 'banned', 'refused'],
    }),
  ]);

/** Filterable, such as `urn:…:placet:2.0:Seat:status eq "waiting"`. */
export const seatSchema = schemaOf(seatUrn, 'PlacetSeat', 'The seats of a user', [
  text('status', 'The worst status of the holdings.', { ...readOnly, canonicalValues: seatStatuses }),
  complex(
    'holdings',
    'One for each product.',
    [
      text('product', 'Code of the product.', readOnly),
      text('status', 'What became of the seat.', { ...readOnly, canonicalValues: seatStatuses }),
      instant('assignedAt', 'Since when the seat is used.', readOnly),
      instant('waitingSince', 'Since when the user waits for it.', readOnly),
      integer('position', 'Place in the queue, from 1 on.', readOnly),
      text('reason', 'Why there is none.', readOnly),
    ],
    { multiValued: true, ...readOnly },
  ),
]);

const typeOf = (form: UserForm, seniorities?: readonly string[]): ResourceType =>
  resourceTypeOf('User', '/Users', 'User Account', userSchema, [enterpriseSchema, userExtension(form, seniorities), seatSchema]);

const mapped: UserForm = { sitesFrom: 'mapping', productsFrom: 'mapping' };

/** `/Users` as every connection reads it: core, enterprise and both own extensions; sites and products read-only. */
export const placetUserType = typeOf(mapped);

/** `/Groups`. */
export const placetGroupType = groupType;

const types = new Map<string, ResourceType>([[keyOf(mapped), placetUserType]]);

/** `/Users` as one connection may write it. The same form gives the same type, so that its names are looked up in one table.
 *
 * @param seniorities allowed ones, by name: for discovery, which tells them
 */
export function userTypeFor(form: UserForm, seniorities?: readonly string[]): ResourceType {
  if (seniorities?.length) return typeOf(form, seniorities);
  const key = keyOf(form);
  const known = types.get(key);
  if (known) return known;
  const made = typeOf(form);
  types.set(key, made);
  return made;
}

function keyOf({ sitesFrom, productsFrom }: UserForm): string {
  return `${sitesFrom} ${productsFrom}`;
}

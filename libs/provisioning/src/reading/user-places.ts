import { canonicalEmail } from '@placet/identity';
import { enterpriseSchema, type Attribute, type Condition, type Place } from '@placet/scim-protocol';
import { placetUserUrn, seatUrn } from '../placet-schemas.ts';
import { equalTo, isUuid, nameOf, quoted, type Elements, type Readable } from './readable.ts';
import type { SqlValues } from './sql-values.ts';
import {
  base,
  connection,
  groupsOf,
  holdingsOf,
  isActive,
  managerId,
  managerOf,
  productsOf,
  shownName,
  sitesOf,
  worstStatus,
} from './user-rows.ts';

const enterprise = enterpriseSchema.urn;
const ofManager = (value: string): string => `case when ${managerId} is not null then (select ${value} from ${managerOf}) end`;
/** As precise as it is told. */
const milliseconds = (at: string): string => `date_trunc('milliseconds', ${at})`;

/** What is no attribute as it was sent. */
const columns: Readonly<Record<string, string>> = {
  id: 'm.id::text',
  externalId: 'du.external_id',
  userName: 'm.username',
  active: isActive,
  meta: 'm.id',
  'meta.resourceType': `'User'`,
  'meta.created': milliseconds('m.created_at'),
  'meta.lastModified': milliseconds('m.updated_at'),
  'meta.location': `${base} || '/Users/' || m.id`,
  'meta.version': `'W/"' || m.version || '"'`,
  [`${enterprise}:manager`]: ofManager('b.id'),
  [`${enterprise}:manager.value`]: ofManager('b.id::text'),
  [`${enterprise}:manager.$ref`]: ofManager(`${base} || '/Users/' || b.id`),
  [`${enterprise}:manager.displayName`]: ofManager(shownName('b')),
  [`${placetUserUrn}:userCode`]: 'm.user_code',
  [`${placetUserUrn}:seniority`]: '(select y.name from seniority y where y.workspace_id = m.workspace_id and y.id = m.seniority)',
  [`${placetUserUrn}:memberState`]: 'm.state',
  [`${seatUrn}:status`]: worstStatus(holdingsOf),
};

const parted = (rows: string, parts: Readonly<Record<string, string>>, order: string): Elements => ({
  rows,
  order,
  part: ({ name }) => parts[name]!,
});

/** What is no list as it was sent. */
const lists: Readonly<Record<string, Elements>> = {
  groups: parted(
    `(select g.* from ${groupsOf}) g`,
    { value: 'g.id::text', $ref: `${base} || '/Groups/' || g.id`, display: 'g.display_name', type: `'direct'` },
    'g.display_key, g.id',
  ),
  [`${placetUserUrn}:sites`]: parted(
    `(select s.* from ${sitesOf}) s`,
    { value: 's.id::text', display: 's.name', primary: 'nullif(s.id = m.default_site, false)' },
    's.id = m.default_site desc nulls last, s.name, s.id',
  ),
  [`${placetUserUrn}:products`]: parted(`(select o.code, o.n, p.name from ${productsOf}) o`, { value: 'o.code', display: 'o.name' }, 'o.n'),
  [`${seatUrn}:holdings`]: parted(
    `${holdingsOf} w`,
    {
      product: 'w.product',
      status: 'w.status',
      assignedAt: milliseconds('w.assigned_at'),
      waitingSince: milliseconds('w.waiting_since'),
      position: 'w.position',
      reason: 'w.reason',
    },
    'w.product',
  ),
};

const holder = ({ extension }: Place): string => (extension ? `r.a -> ${quoted(extension.urn)}` : 'r.a');
const typed = (value: string, { type }: Attribute): string =>
  type === 'boolean' ? `(${value})::boolean` : type === 'integer' || type === 'decimal' ? `(${value})::numeric` : value;

/** Elements as they were sent. */
const sentElements = (place: Place): Elements => ({
  rows: `jsonb_array_elements(${holder(place)} -> ${quoted(place.attribute!.name)}) with ordinality v(e, n)`,
  order: `coalesce((v.e ->> 'primary')::boolean, false) desc, v.n`,
  part: (sub) => typed(`(v.e ->> ${quoted(sub.name)})`, sub),
});

/** Users, over the rows of `users`. */
export const userPlaces: Readable = {
  single(place) {
    const known = columns[nameOf(place)];
    if (known !== undefined) return `(${known})`;
    const { attribute, sub } = place;
    if (sub) return typed(`(${holder(place)} -> ${quoted(attribute!.name)} ->> ${quoted(sub.name)})`, sub);
    return attribute!.sub.size
      ? `(${holder(place)} -> ${quoted(attribute!.name)})`
      : typed(`(${holder(place)} ->> ${quoted(attribute!.name)})`, attribute!);
  },
  folded: (place) => (nameOf(place) === 'userName' ? 'm.username_key' : undefined),
  elements: (place) => lists[nameOf({ ...place, sub: undefined })] ?? sentElements(place),
  narrowed,
};

/** By id, by an address, by a group: what identity providers match by, each with an index behind it. The others that they match by have a column of their own. */
function narrowed(condition: Condition, values: SqlValues): string | undefined {
  const id = equalTo(condition, 'id');
  if (id !== undefined) return isUuid(id) ? `m.id = ${values.put(id, 'uuid')}` : 'false';
  if (equalTo(condition, 'userName') !== undefined) return 'm.username is not null'; // as the index of names has it
  if (equalTo(condition, 'externalId') !== undefined) return `du.connection_id = ${connection}`; // leads the index of external ids
  const group = equalTo(condition, 'groups.value');
  if (group !== undefined) {
    if (!isUuid(group)) return 'false';
    return `m.id in (select x.member_id from directory_group_member x where x.member_type = 'User' and x.group_id = ${values.put(group, 'uuid')})`;
  }
  const address = equalTo(condition, 'emails.value');
  if (address === undefined) return undefined;
  const [sent, canonical] = [
    values.put(address, 'text'),
    values.put(canonicalEmail(address.normalize('NFC').toLowerCase()) ?? address, 'text'),
  ];
  return `m.id in (
    select e.member_id from directory_email e where e.value_key = name_fold(${sent})
    union all select u.id from member u where u.in_directory and u.managed_by is null and u.email_key = ${canonical})`;
}

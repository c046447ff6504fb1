import { groupSchema, type Condition } from '@placet/scim-protocol';
import { equalTo, isUuid, nameOf, type Readable } from './readable.ts';
import type { SqlValues } from './sql-values.ts';
import { base, belongsTo, connection, isSeen, shownName, told } from './user-rows.ts';

/** Groups as a connection sees them: those that it has pushed. */
export const groups = `directory_group d`;
export const isPushed = `d.connection_id = ${connection}`;

/** Rows of a group's members whom the connection sees: `id, type, display, added_at`. */
const membersOf = `(
  select x.member_id as id, x.member_type as type, x.added_at, case when x.member_type = 'User' then ${shownName('u')} else i.display_name end as display
    from directory_group_member x
    left join member u on x.member_type = 'User' and u.workspace_id = x.workspace_id and u.id = x.member_id and ${isSeen('u')}
    left join directory_group i on x.member_type = 'Group' and i.workspace_id = x.workspace_id and i.id = x.member_id and ${belongsTo('i', connection)}
   where x.workspace_id = d.workspace_id and x.group_id = d.id and (u.id is not null or i.id is not null))`;

const milliseconds = (at: string): string => `date_trunc('milliseconds', ${at})`;
const sent = (name: string): string => `d.attributes ->> '${name}'`;

const columns: Readonly<Record<string, string>> = {
  id: 'd.id::text',
  externalId: 'd.external_id',
  displayName: 'd.display_name',
  meta: 'd.id',
  'meta.resourceType': `'Group'`,
  'meta.created': milliseconds('d.created_at'),
  'meta.lastModified': milliseconds('d.updated_at'),
  'meta.location': `${base} || '/Groups/' || d.id`,
  'meta.version': `'W/"' || d.version || '"'`,
};

/** Groups, over the rows of `groups`. */
export const groupPlaces: Readable = {
  single: (place) => `(${columns[nameOf(place)] ?? sent(place.attribute!.name)})`,
  folded: (place) => (nameOf(place) === 'displayName' ? 'd.display_key' : undefined),
  elements: () => ({
    rows: `${membersOf} w`,
    order: 'w.added_at, w.id',
    part: ({ name }) =>
      ({ value: 'w.id::text', $ref: `${base} || '/' || w.type || 's/' || w.id`, type: 'w.type', display: 'w.display' })[name]!,
    same: ({ name }, id, values) => (name !== 'value' ? undefined : isUuid(id) ? `w.id = ${values.put(id, 'uuid')}` : 'false'),
  }),
  narrowed(condition: Condition, values: SqlValues) {
    const id = equalTo(condition, 'id');
    if (id !== undefined) return isUuid(id) ? `d.id = ${values.put(id, 'uuid')}` : 'false';
    const member = equalTo(condition, 'members.value');
    if (member === undefined) return undefined;
    return isUuid(member)
      ? `d.id in (select x.group_id from directory_group_member x where x.member_id = ${values.put(member, 'uuid')})`
      : 'false';
  },
};

const text = (value: string): string => `to_json(${value})::text`;

/** The whole answer about a group as text. @param withMembers whether they are asked for; else they aren't read */
export const groupAnswer = (withMembers: boolean): string => `'{' || concat_ws(',',
  '"schemas":["${groupSchema.urn}"],"id":"' || d.id || '"', '"externalId":' || ${text('d.external_id')}, '"displayName":' || ${text('d.display_name')},
  ${
    withMembers
      ? `'"members":[' || (select string_agg('{"value":"' || w.id || '","$ref":"' || ${base} || '/' || w.type || 's/' || w.id || '","type":"' || w.type
    || '","display":' || ${text('w.display')} || '}', ',' order by w.added_at, w.id) from ${membersOf} w) || ']',`
      : ''
  }
  '"meta":{"resourceType":"Group","created":"' || ${told('d.created_at')} || '","lastModified":"' || ${told('d.updated_at')}
    || '","location":"' || ${base} || '/Groups/' || d.id || '","version":"W/\\"' || d.version || '\\""}') || '}'`;

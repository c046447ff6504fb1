import { enterpriseSchema } from '@placet/scim-protocol';

/** In every statement about users: `$1` the connection that asks, `$2` where SCIM is served, without a slash at its end. */
export const connection = '$1::uuid';
export const base = '$2::text';

/** Whom a connection sees: members that it keeps, and those whom nobody keeps. Never clients, the erased, nor whom a directory has deleted once.
 *
 * @param m over rows of member. In a form that no index serves, for the reason of `belongsTo`
 */
export const isSeen = (m: string): string => `${m}.in_directory and coalesce(${m}.managed_by = ${connection}, true)`;

/** Says of a row that was found by its id that it belongs to a connection, in a form that no index serves: the planner takes workspace and connection
 * for independent, would believe in a handful of rows, and read all that the connection has.
 */
export const belongsTo = (row: string, owner: string): string => `${row}.connection_id is not distinct from ${owner}`;

/** `directory_user du` beside `member m`: what the directory that keeps him has said. */
export const saidOf = (m: string, du: string): string =>
  `directory_user ${du} on ${du}.workspace_id = ${m}.workspace_id and ${du}.member_id = ${m}.id and ${belongsTo(du, `${m}.managed_by`)}`;

/** What no directory has sent, as it would have. */
const profile = `jsonb_strip_nulls(jsonb_build_object(
  'name', nullif(jsonb_strip_nulls(jsonb_build_object('familyName', nullif(m.last_name, ''), 'givenName', nullif(m.first_name, ''))), '{}'),
  'title', nullif(m.job_title, ''),
  'emails', case when m.email <> '' then jsonb_build_array(jsonb_build_object('value', m.email, 'type', 'work', 'primary', true)) end))`;

/** Users as a connection sees them: `m` the member, `du` what its directory said, `r.a` the attributes as they were sent. */
export const users = `member m left join ${saidOf('m', 'du')} cross join lateral (select coalesce(du.attributes, ${profile}) as a) r`;

/** Whether he is active, as the directory wished; of somebody whom nobody keeps, as it is. */
export const isActive = `coalesce(du.active, m.state not in ('inactive', 'banned', 'refused'))`;

/** The name of a member as it is shown everywhere, in English. @see displayName of the contracts, which a spec holds it to */
export const shownName = (m: string): string =>
  `coalesce(nullif(concat_ws(' ', nullif(${m}.first_name, ''), nullif(${m}.last_name, '')), ''), nullif(${m}.username, ''), '?')
   || case when ${m}.state in ('inactive', 'banned', 'refused') then ' (inactive)' else '' end`;

const manager = `r.a -> '${enterpriseSchema.urn}' -> 'manager' ->> 'value'`;
/** The id of the manager whom the directory has named, who may be gone since. */
export const managerId = `case when ${manager} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (${manager})::uuid end`;
/** The manager `b` beside a user, whoever sees him. His id is read first: row-level security lets no index look at what the attributes hold. */
export const managerRow = `(select ${managerId} as id offset 0) named join member b on b.workspace_id = m.workspace_id and b.id = named.id`;
/** That one, if the connection sees him. */
export const managerOf = `${managerRow} where ${isSeen('b')}`;

/** Rows of a user's directory groups. */
export const groupsOf = `directory_group_member x join directory_group g on g.workspace_id = x.workspace_id and g.id = x.group_id and ${belongsTo('g', connection)}
  where x.workspace_id = m.workspace_id and x.member_id = m.id and x.member_type = 'User'`;

/** Rows of a user's sites. */
export const sitesOf = `member_site ms join site s on s.workspace_id = ms.workspace_id and s.id = ms.site_id
  where ms.workspace_id = m.workspace_id and ms.member_id = m.id`;

/** Rows of a user's products. */
export const productsOf = `unnest(m.access) with ordinality o(code, n) left join product p on p.code = o.code`;

const refused = `select distinct g.value, 'refused', null::timestamptz, null::timestamptz, null::int, 'The pool is full, and the connection does not wait.'
  from directory_grant g where g.workspace_id = m.workspace_id and g.member_id = m.id and g.kind = 'product' and g.is_refused
   and not exists (select from holding h where h.workspace_id = g.workspace_id and h.member_id = g.member_id and h.product = g.value and h.state <> 'released')
   and not exists (select from queue_entry q where q.workspace_id = g.workspace_id and q.member_id = g.member_id and q.product = g.value)`;

/** Rows of what became of a user's seats: `product, status, assigned_at, waiting_since, position, reason`. */
export const holdingsOf = `(
  select h.product, h.state as status, h.assigned_at, null::timestamptz as waiting_since, null::int as position, null::text as reason
    from holding h where h.workspace_id = m.workspace_id and h.member_id = m.id and h.state <> 'released'
  union all
  select q.product, 'waiting', null, q.since,
         (select count(*)::int + 1 from queue_entry o where o.workspace_id = q.workspace_id and o.product = q.product
             and (o.priority > q.priority or o.priority = q.priority and (o.since, o.member_id) < (q.since, q.member_id))), 'No seat is free.'
    from queue_entry q where q.workspace_id = m.workspace_id and q.member_id = m.id
  union all ${refused})`;

/** The worst of several statuses; none where there is nothing. */
export const worstStatus = (rows: string): string =>
  `coalesce((array['refused', 'waiting', 'reserved', 'assigned'])[(select min(array_position(array['refused', 'waiting', 'reserved', 'assigned'], w.status)) from ${rows} w)], 'none')`;

/** An instant as it is told. */
export const told = (at: string): string => `to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

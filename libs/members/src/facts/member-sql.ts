import { hasCredential } from '@placet/identity';
import { statement } from '@placet/platform';

/** `$1` member. Serialises everything that changes his state, holdings or groups; taken after the pools (lock order). */
export const lockMember = statement('lock_member', 'select id from member where id = $1 for update');

/** `$1` members. As `lockMember`, in the order of their ids. */
export const lockMembers = statement('lock_members', 'select id from member where id = any($1::uuid[]) order by id for update');

/** A member's rank, 0 to 100: that of his highest group. `m` is a row of `member`. */
export const rankOf = (m: string): string => `coalesce((select max(g.rank) from group_member gm
  join user_group g on g.workspace_id = gm.workspace_id and g.id = gm.group_id
 where gm.workspace_id = ${m}.workspace_id and gm.member_id = ${m}.id), 0)`;

/** `$1` groups, in any order. Keeps their rights from being changed until the transaction ends, so that what is judged by them still holds when it is
 *  written; before the pools (lock order). */
export const lockGroups = statement('lock_groups', 'select id from user_group where id = any($1::uuid[]) order by id for key share');

/** The first key of a group `g` that the giver in `c` may not grant, null where he may grant all: he must hold it himself, and for the whole workspace
 *  unless the group reaches own sites only. Needs `gives text[], gives_on_sites text[]` in `c`; null is no limit. */
export const keyLacked = (c: string): string =>
  `(select min(key) from unnest(g.permissions) key where key <> all(case when g.sites_only then ${c}.gives_on_sites else ${c}.gives end))`;

/** Whether a member is in the group Owner. */
export const isOwner = (m: string): string => `exists (select from group_member gm
  join user_group g on g.workspace_id = gm.workspace_id and g.id = gm.group_id
 where gm.workspace_id = ${m}.workspace_id and gm.member_id = ${m}.id and g.built_in = 'owner')`;

/** Management by a connection that creates active members counts as a credential (`product.md` §2.2). */
const managedAsActive = (m: string): string => `exists (select from directory_connection dc
 where dc.workspace_id = ${m}.workspace_id and dc.id = ${m}.managed_by and dc.on_create = 'active')`;

/** The members whom the actor in `c` may reach, with rank and credential: no row is "not found" for everybody else's.
 *  Needs `member_id, own_sites uuid[]` in `c`; `own_sites` is null where the right reaches the whole workspace. */
export const targetCte = `
  m as (
    select m.*, g.rank, g.is_owner, ${hasCredential('a')} or ${managedAsActive('m')} as has_credential
      from c join member m on m.workspace_id = c.workspace_id and m.id = c.member_id
      cross join lateral (
        select coalesce(max(g.rank), 0) as rank, coalesce(bool_or(g.built_in = 'owner'), false) as is_owner
          from group_member gm join user_group g on g.workspace_id = gm.workspace_id and g.id = gm.group_id
         where gm.workspace_id = m.workspace_id and gm.member_id = m.id) g
      left join account a on a.workspace_id = m.workspace_id and a.member_id = m.id
     where m.state <> 'erased' and (c.own_sites is null
        or exists (select from member_site ms where ms.workspace_id = m.workspace_id and ms.member_id = m.id and ms.site_id = any(c.own_sites))))`;

/** Counts active owners up and down (I4): `by` is 1, 0 or -1 for each row. Below one the CHECK `last_owner` fails the statement.
 *  UPDATE, then INSERT where there is none: ON CONFLICT would judge the CHECK on the row to insert. */
export const ownersCtes = (from: string): string => `
  owners_moved as (select workspace_id, sum(owners)::int as owners from ${from} group by workspace_id having sum(owners) <> 0),
  owners_counted as (
    update active_owners o set count = o.count + f.owners from owners_moved f where o.workspace_id = f.workspace_id returning o.count),
  owners_begun as (
    insert into active_owners (workspace_id, count) select f.workspace_id, f.owners from owners_moved f
     where not exists (select from active_owners o where o.workspace_id = f.workspace_id))`;

/** The policies in force, one row `p(values)`. */
export const policyCte = `p as (select coalesce(newest.values, '{}') as values, coalesce(newest.version, 1) as version
  from (values (1)) one left join (select values, version from policy order by version desc limit 1) newest on true)`;

/** Whether a group needs an address of its members (F4): those of the policy, else all that stand above Member. Over `p`. */
export const emailNeededBy = (g: string): string => `case when jsonb_typeof(p.values -> 'fields.emailRequiredForGroups') = 'array'
  then p.values -> 'fields.emailRequiredForGroups' ? ${g}.id::text else ${g}.rank > 10 end`;

/** A policy's value as text, with the product's default. */
export const policyText = (key: string, fallback: string): string => `coalesce(p.values ->> '${key}', '${fallback}')`;

/** What a pool that is full adds of the workspace's ways out of it, to `pools.full_pool`. */
export const fullPool = `pools.full_pool || jsonb_build_object('mayWait', ${policyText('seat.onFull.console', 'refuse')} = 'wait',
  'supportContact', p.values ->> 'supportContact') as full_pool`;

/** Writes the events of a fact, under its outcome; each gets the outcome's facts. */
export const happenedUnder = 'join go on e."when" is null or e."when" = go.outcome';

/** The same where several members are written at once: each event is its subject's own. */
export const happenedToEach = `join go on e.subject_id = go.member_id::text and (e."when" is null or e."when" = go.outcome)`;

/** What is said for all and what for each: `$1` a record, `$2` an array of them; a row of `c` for each. */
export const togetherCte = (shared: string, each: string): string => `
  c as (
    select current_setting('app.workspace_id')::uuid as workspace_id, s.*, r.*
      from jsonb_to_record($1::jsonb) as s(${shared}) cross join jsonb_to_recordset($2::jsonb) as r(${each}))`;

import { statement } from '@placet/platform';

/** What directories say, as parts of the facts: the member and what his directory says of him change in one statement. */

/** Whoever is named as manager, if the connection sees him: a row `b` for each who has one. Needs `member_id, manager, managed_by` in `c`. */
export const managerCte = `
  b as (
    select c.member_id, b.id from c join member b on b.workspace_id = c.workspace_id and b.id = c.manager
     where b.in_directory and (b.managed_by is null or b.managed_by = c.managed_by))`;

/** Keeps what a directory says of members: its own id, its wish, its attributes as they were sent, addresses as rows that are matched on.
 *  Needs `workspace_id, member_id, managed_by, said jsonb`: `externalId, active, attributes, emails [{position, value, type, is_primary}]`, or null. */
export const keepSaidCtes = (from: string): string => `
  kept as (
    insert into directory_user (workspace_id, member_id, connection_id, external_id, active, attributes)
    select f.workspace_id, f.member_id, f.managed_by, f.said ->> 'externalId', (f.said -> 'active')::boolean, f.said -> 'attributes'
      from ${from} f where f.said is not null),
  addressed as (
    insert into directory_email (workspace_id, member_id, position, value, type, is_primary)
    select f.workspace_id, f.member_id, e.position, e.value, e.type, e.is_primary
      from ${from} f, jsonb_to_recordset(f.said -> 'emails') as e(position int, value text, type text, is_primary boolean) where f.said is not null)`;

/** Whether a directory's wish takes more than the fact: to take the member over, or to note what changes no state.
 *
 * @param isPlain under which the fact is all. Over `c`, `m`
 */
export const toldByDirectory = (isPlain: string): string => `(m.managed_by is null or not (${isPlain}))`;

/** `$1` connection. Whoever it lets go is counted under this lock, so that of several at once no more pass than the brake lets through; before all
 *  other locks. */
export const lockConnection = statement('lock_connection', 'select id from directory_connection where id = $1 for no key update');

/** Below that many the percentage holds nobody. */
const leastHeld = 10;

/** The brake: a directory that goes wrong lets go few people before somebody looks. `brake` says of each who leaves whether it `holds` him: as one too
 *  many within ten minutes, or one beyond so many percent of whom the connection had active, from the tenth on.
 *  Needs `workspace_id, member_id, connection, brake_count, brake_percent, before, refusal, now` in `from`; null for both means no brake.
 */
export const brakeCtes = (from: string): string => `
  leavers as (
    select j.workspace_id, j.member_id, j.connection, j.brake_count, j.brake_percent, j.now, row_number() over (order by j.member_id) as place, count(*) over () as people
      from ${from} j
     where j.refusal is null and j.connection is not null and coalesce(j.brake_count, j.brake_percent) is not null and j.before in ('active', 'invited', 'waiting')),
  lately as (
    select count(l.member_id)::int as people from (select * from leavers limit 1) o
      left join directory_leaving l on l.workspace_id = o.workspace_id and l.connection_id = o.connection and l.at > o.now - interval '10 minutes'),
  -- only as many as the percentage can be judged by
  actives as (
    select count(a.id)::int as people from (select * from leavers limit 1) o cross join lately
      left join lateral (
        select a.id from member a
         where a.workspace_id = o.workspace_id and a.managed_by = o.connection and a.state = 'active' and lately.people + o.people >= ${leastHeld}
         limit (lately.people + o.people) * 100 / o.brake_percent + 1) a on true),
  brake as (
    select l.member_id,
           coalesce(lately.people + l.place > l.brake_count, false)
             or coalesce(lately.people + l.place >= ${leastHeld} and (lately.people + l.place) * 100 > (lately.people + actives.people) * l.brake_percent, false) as holds
      from leavers l, lately, actives)`;

/** Notes who passed the brake. Needs `workspace_id, member_id, connection, is_counted, now` in `from`. */
export const leftCte = (from: string): string => `
  left_lately as (
    insert into directory_leaving (workspace_id, connection_id, member_id, at, expires_at)
    select f.workspace_id, f.connection, f.member_id, f.now, f.now + interval '1 hour' from ${from} f where f.is_counted)`;

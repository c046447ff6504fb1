import { eventCtes, statement } from '@placet/platform';

/** Single members come and go, many at once, each asked for by a request of its own: nobody stands twice. A group without mapping only.
 *
 * `$1` group and connection, `$2` an array of `member_id, op, now`, `$3` their events. Run after `lockGroup`. One row for each: `outcome` is `changed`,
 * `unchanged`, `mapped` (run again, to follow the mapping), or a refusal; `version` is the group's after it. None where there is no such group.
 */
export const changeOneMember = statement(
  'change_directory_group_members',
  `with s as (select current_setting('app.workspace_id')::uuid as workspace_id, r.* from jsonb_to_record($1::jsonb) as r(group_id uuid, connection_id uuid)),
  g as (
    select s.*, d.version, mapping.is_mapped
      from s join directory_group d on d.workspace_id = s.workspace_id and d.id = s.group_id and d.connection_id = s.connection_id
      cross join lateral (select exists (
        select from directory_mapping m where m.workspace_id = s.workspace_id and m.directory_group_id = s.group_id) as is_mapped) mapping),
  asked as materialized (
    select g.*, c.member_id, c.op, c.now, coalesce(u.type, i.type) as type, h.is_there is not null as is_there
      from g cross join jsonb_to_recordset($2::jsonb) as c(member_id uuid, op text, now timestamptz)
      left join lateral (
        select 'User' as type from member m
         where m.workspace_id = g.workspace_id and m.id = c.member_id and m.kind <> 'client' and m.state <> 'erased' and m.username is not null
           and not m.directory_deleted and (m.managed_by is null or m.managed_by = g.connection_id) limit 1) u on true
      left join lateral (
        select 'Group' as type from directory_group d
         where d.workspace_id = g.workspace_id and d.id = c.member_id and d.connection_id = g.connection_id limit 1) i on true
      left join lateral (
        select true as is_there from directory_group_member m
         where m.workspace_id = g.workspace_id and m.group_id = g.group_id and m.member_id = c.member_id limit 1) h on true),
  verdict as (
    select a.*, case
        when a.op = 'add' and a.member_id = a.group_id then 'itself'
        when a.op = 'add' and a.type is null then 'unknown_member'
        when (a.op = 'add') = a.is_there then 'unchanged'
        when a.is_mapped then 'mapped'
        else 'changed' end as outcome
      from asked a),
  go as (select * from verdict where outcome = 'changed'),
  joined as (
    insert into directory_group_member (workspace_id, group_id, member_type, member_id, added_at)
    select workspace_id, group_id, type, member_id, now from go where op = 'add'),
  gone as (
    delete from directory_group_member m using go
     where m.workspace_id = go.workspace_id and m.group_id = go.group_id and m.member_id = go.member_id and go.op = 'remove'),
  moved as (
    update directory_group d set version = d.version + news.count, updated_at = news.now
      from (select workspace_id, group_id, count(*)::int as count, max(now) as now from go group by workspace_id, group_id) news
     where d.workspace_id = news.workspace_id and d.id = news.group_id),
  ${eventCtes('$3::jsonb', `join go on go.member_id = coalesce(e.facts -> 'added' ->> 0, e.facts -> 'removed' ->> 0)::uuid`)}
  select member_id, outcome, (version + count(*) filter (where outcome = 'changed') over (order by member_id))::int as version, member_id as stranger from verdict`,
);

import { eventCtes, statement } from '@placet/platform';

/** `$1` group, `$2` connection. The group's row is locked before its members are read: a statement's snapshot is older than its wait. */
export const lockGroup = statement(
  'lock_directory_group',
  'select id from directory_group where id = $1 and connection_id = $2 for update',
);

const fields = `group_id uuid, connection_id uuid, versions int[], for_mapped boolean, display_name text, external_id text, sets_external_id boolean,
  adds uuid[], removes uuid[], now timestamptz`;

const asked = `c as (select current_setting('app.workspace_id')::uuid as workspace_id, r.* from jsonb_to_record($1::jsonb) as r(${fields})),
  asked as (
    select a.id, case when u.id is not null then 'User' when i.id is not null then 'Group' end as type
      from c cross join lateral unnest(c.adds) a(id)
      left join member u on u.workspace_id = c.workspace_id and u.id = a.id and u.kind <> 'client' and u.state <> 'erased' and u.username is not null
            and not u.directory_deleted and (u.managed_by is null or u.managed_by = c.connection_id)
      left join directory_group i on i.workspace_id = c.workspace_id and i.id = a.id and i.connection_id = c.connection_id),
  unknown as (select id from asked where type is null limit 1)`;

/** As much of a list as an event carries; it says how many there were. */
const most = 1_000;
const listed = (from: string): string =>
  `(select coalesce(jsonb_agg(member_id), '[]') from (select member_id from ${from} limit ${most}) few)`;

const added = statement(
  'add_directory_group',
  `with ${asked},
  go as (select c.*, 'added' as outcome from c where not exists (select from unknown)),
  born as (
    insert into directory_group (workspace_id, id, connection_id, display_name, external_id, created_at, updated_at)
    select workspace_id, group_id, connection_id, display_name, external_id, now, now from go),
  joined as (
    insert into directory_group_member (workspace_id, group_id, member_type, member_id, added_at)
    select go.workspace_id, go.group_id, a.type, a.id, go.now from go, asked a returning member_id),
  ${eventCtes('$2::jsonb', 'join go on true', `jsonb_build_object('added', ${listed('joined')}, 'joined', (select count(*) from joined))`)}
  select coalesce((select outcome from go), 'unknown_member') as outcome, (select id from unknown) as stranger, 1 as version`,
);

/** @param leaving the rows that go, over `c` and `asked`: one statement for each kind of change, so that each has the plan that is right for it */
const changed = (name: string, leaving: string) =>
  statement(
    name,
    `with ${asked},
  g as (select d.* from c join directory_group d on d.workspace_id = c.workspace_id and d.id = c.group_id and d.connection_id = c.connection_id),
  joining as (
    select a.id as member_id, a.type from c, asked a where a.type is not null and not exists (
      select from directory_group_member m where m.workspace_id = c.workspace_id and m.group_id = c.group_id and m.member_type = a.type and m.member_id = a.id)),
  leaving as (${leaving}),
  moves as (select exists (select from joining) or exists (select from leaving) as members,
                   c.display_name is not null and c.display_name <> g.display_name or c.sets_external_id and c.external_id is distinct from g.external_id as fields
              from c, g),
  verdict as (
    select case
        when c.versions is not null and g.version <> all(c.versions) then 'stale'
        when c.group_id = any(c.adds) then 'itself'
        when exists (select from unknown) then 'unknown_member'
        when not moves.members and not moves.fields then 'unchanged'
        when moves.members and not c.for_mapped and exists (
          select from directory_mapping m where m.workspace_id = c.workspace_id and m.directory_group_id = c.group_id) then 'mapped'
        else 'changed' end as outcome, g.version, g.display_name, g.external_id
      from c, g, moves),
  go as (select c.*, v.outcome, v.display_name as name_before, v.external_id as id_before from c, verdict v where v.outcome = 'changed'),
  joined as (
    insert into directory_group_member (workspace_id, group_id, member_type, member_id, added_at)
    select go.workspace_id, go.group_id, j.type, j.member_id, go.now from go, joining j on conflict do nothing returning member_id),
  gone as (
    delete from directory_group_member m using go, leaving l
     where m.workspace_id = go.workspace_id and m.group_id = go.group_id and m.member_type = l.member_type and m.member_id = l.member_id returning m.member_id),
  moved as (
    update directory_group d set version = d.version + 1, updated_at = go.now, display_name = coalesce(go.display_name, d.display_name),
           external_id = case when go.sets_external_id then go.external_id else d.external_id end
      from go where d.workspace_id = go.workspace_id and d.id = go.group_id),
  ${eventCtes(
    '$2::jsonb',
    'join go on true',
    `jsonb_build_object('added', ${listed('joined')}, 'joined', (select count(*) from joined), 'removed', ${listed('gone')}, 'left', (select count(*) from gone))
       || case when go.display_name <> go.name_before then jsonb_build_object('before', go.name_before, 'name', go.display_name) else '{}' end
       || case when go.sets_external_id and go.external_id is distinct from go.id_before then jsonb_build_object('externalId', go.external_id) else '{}' end`,
  )}
  select v.outcome, v.version + (v.outcome = 'changed')::int as version, (select id from unknown) as stranger,
         case when c.for_mapped then array(select member_id from joined union all select member_id from gone) end as touched
    from verdict v, c`,
  );

/** Adds and removes single members. */
const byDifference = changed(
  'change_directory_group',
  `select m.member_type, m.member_id from c cross join lateral unnest(c.removes) r(id)
     join directory_group_member m on m.workspace_id = c.workspace_id and m.group_id = c.group_id and m.member_id = r.id`,
);

/** The list becomes what was sent: what is in both stays where it is. */
const byWholeList = changed(
  'replace_directory_group',
  `select m.member_type, m.member_id from c join directory_group_member m on m.workspace_id = c.workspace_id and m.group_id = c.group_id
    where not exists (select from asked a where a.id = m.member_id)`,
);

const removed = statement(
  'remove_directory_group',
  `with c as (select current_setting('app.workspace_id')::uuid as workspace_id, r.* from jsonb_to_record($1::jsonb) as r(${fields})),
  g as (select d.* from c join directory_group d on d.workspace_id = c.workspace_id and d.id = c.group_id and d.connection_id = c.connection_id),
  verdict as (
    select case when c.versions is not null and g.version <> all(c.versions) then 'stale'
                when not c.for_mapped and exists (
                  select from directory_mapping m where m.workspace_id = c.workspace_id and m.directory_group_id = c.group_id) then 'mapped'
                else 'removed' end as outcome, g.version, g.display_name
      from c, g),
  go as (select c.*, v.outcome, v.display_name as was_called from c, verdict v where v.outcome = 'removed'),
  outer_groups as (
    delete from directory_group_member m using go where m.workspace_id = go.workspace_id and m.member_type = 'Group' and m.member_id = go.group_id returning m.group_id),
  moved as (
    update directory_group d set version = d.version + 1, updated_at = go.now from go, outer_groups o where d.workspace_id = go.workspace_id and d.id = o.group_id),
  gone as (delete from directory_group d using go where d.workspace_id = go.workspace_id and d.id = go.group_id),
  ${eventCtes('$2::jsonb', 'join go on true', `jsonb_build_object('name', go.was_called)`)}
  select outcome, version from verdict`,
);

/** `$1` the group (`fields`), `$2` its event. Each but the first runs after `lockGroup`. One row: `outcome`, `version`, and whom it is about; none where
 *  there is no such group. `mapped` asks to be run again in a transaction, with `for_mapped`, that gives and takes what the mapping says;
 *  `touched` are those who came and went then. */
export const groupSql = { added, byDifference, byWholeList, removed };

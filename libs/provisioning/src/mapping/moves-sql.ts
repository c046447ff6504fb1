import { statement } from '@placet/platform';

/** What a mapping says against what its members have of it: the one text for the preview, for the work and for the question whether any is left, so that
 * they can't disagree.
 *
 * `$1` group; `$2` a mapping to judge by in place of the stored one, as JSON; `$3` the members, where it is about `some`; `$4` products whose refused
 * seats are tried again. Gives to members whom the connection manages; owners are left alone, and so are kinds that come from attributes. A group that is gone gives nothing.
 */
const movesCtes = (whom: 'all' | 'some'): string => `
  c as (select current_setting('app.workspace_id')::uuid as workspace_id, $1::uuid as group_id, $2::jsonb as instead, $3::uuid[] as only, $4::text[] as again),
  rule as (
    select c.*, d.connection_id,
           array['group'] || case when k.products_from = 'attributes' then '{}' else array['product'] end
             || case when k.sites_from = 'attributes' then '{}' else array['site'] end as kinds,
           case when c.instead is null then m.group_ids else array(select jsonb_array_elements_text(c.instead -> 'groupIds')::uuid) end as group_ids,
           case when c.instead is null then m.products else array(select jsonb_array_elements_text(c.instead -> 'products')) end as products,
           case when c.instead is null then m.site_ids else array(select jsonb_array_elements_text(c.instead -> 'siteIds')::uuid) end as site_ids
      from c left join directory_group d on d.workspace_id = c.workspace_id and d.id = c.group_id
      left join directory_connection k on k.workspace_id = d.workspace_id and k.id = d.connection_id
      left join directory_mapping m on m.workspace_id = d.workspace_id and m.directory_group_id = d.id),
  items as (
    select i.kind, i.value from rule, lateral (
      select 'group' as kind, unnest(rule.group_ids)::text as value union select 'product', unnest(rule.products)
      union select 'site', unnest(rule.site_ids)::text) i where i.kind = any(rule.kinds)),
  owners as (
    select gm.member_id from c join user_group g on g.workspace_id = c.workspace_id and g.rank >= 100
      join group_member gm on gm.workspace_id = g.workspace_id and gm.group_id = g.id),
  people as (
    select p.id as member_id from rule ${whom === 'some' ? 'cross join unnest(rule.only) o(id)' : ''}
      join directory_group_member gm on gm.workspace_id = rule.workspace_id and gm.group_id = rule.group_id and gm.member_type = 'User' ${whom === 'some' ? 'and gm.member_id = o.id' : ''}
      join member p on p.workspace_id = gm.workspace_id and p.id = gm.member_id
     where p.managed_by = rule.connection_id and p.state not in ('erased', 'pending', 'refused') and p.id not in (select member_id from owners)),
  had as (
    select g.member_id, g.kind, g.value, g.was_there, g.is_refused from rule ${whom === 'some' ? 'cross join unnest(rule.only) o(id)' : ''}
      join directory_grant g on g.workspace_id = rule.workspace_id and g.directory_group_id = rule.group_id ${whom === 'some' ? 'and g.member_id = o.id' : ''}
     where g.kind = any(rule.kinds) and g.member_id not in (select member_id from owners)),
  moves as materialized (
    select member_id, kind, value, case when kind <> 'product' then value::uuid end as id, d.member_id is not null as gives, coalesce(h.was_there, false) as was_there, coalesce(h.is_refused, false) as was_refused
      from (select member_id, kind, value from people, items) d full join had h using (member_id, kind, value)
     where d.member_id is null or h.member_id is null or h.is_refused and kind = 'product' and not exists (
       select from had o where o.member_id = h.member_id and o.kind = 'product' and o.is_refused and o.value <> all(coalesce((select again from c)::text[], '{}'))))`;

/** What each move really changes, over `moves`: nobody gets what he has, nor loses what was his before or what another group gives him. */
const effectsCte = `
  others as (
    select v.member_id, v.kind, v.value, count(*) as count, count(*) filter (where g.was_there) as kept
      from c cross join moves v
      join directory_grant g on g.workspace_id = c.workspace_id and g.member_id = v.member_id and g.kind = v.kind and g.value = v.value
     where g.directory_group_id <> c.group_id and not g.is_refused group by v.member_id, v.kind, v.value),
  looked_up as (
    select v.*, m.state, coalesce(o.count, 0) as others, coalesce(o.kept, 0) as kept,
           gm.member_id is not null or s.member_id is not null or v.kind = 'product' and v.value = any(m.access) as is_there
      from c cross join moves v
      join member m on m.workspace_id = c.workspace_id and m.id = v.member_id
      left join group_member gm on v.kind = 'group' and gm.workspace_id = c.workspace_id and gm.group_id = v.id and gm.member_id = v.member_id
      left join member_site s on v.kind = 'site' and s.workspace_id = c.workspace_id and s.member_id = v.member_id and s.site_id = v.id
      left join others o on o.member_id = v.member_id and o.kind = v.kind and o.value = v.value),
  effects as (
    select member_id, state, kind, value, gives, is_there and others = kept as was_there,
           case when gives then not is_there else is_there and not was_there and not was_refused and others = 0 end as changes
      from looked_up)`;

/** `$5` at most so many. The next members for whom something is to be done, in id order. */
export const nextToBring = statement(
  'directory_next_to_bring',
  `with ${movesCtes('all')}
   select distinct member_id from moves order by member_id limit $5`,
);
/** The same of some. */
export const nextOfSome = statement(
  'directory_next_of_some',
  `with ${movesCtes('some')}
   select distinct member_id from moves order by member_id limit $5`,
);

/** How many members something is to be done for. */
export const howManyToBring = statement(
  'directory_how_many_to_bring',
  `with ${movesCtes('all')} select count(distinct member_id)::int as count from moves`,
);
/** The same of some. */
export const howManyOfSome = statement(
  'directory_how_many_of_some',
  `with ${movesCtes('some')} select count(distinct member_id)::int as count from moves`,
);

/** What is to be done, member by member, for some. */
export const effectsOf = statement(
  'directory_effects',
  `with ${movesCtes('some')}, ${effectsCte}
   select member_id, kind, value, gives, changes, was_there from effects order by member_id, kind, value`,
);

/** Who would gain and lose; `turns` are the products that each claims and frees, in the order in which they come; `people` are the first 50. */
export const previewOf = statement(
  'directory_preview',
  `with ${movesCtes('all')}, ${effectsCte},
   changes as materialized (
     select e.*, h.member_id is not null as is_held
       from effects e left join holding h on h.workspace_id = (select workspace_id from c) and h.member_id = e.member_id and h.product = e.value
            and h.state <> 'released' and e.kind = 'product' and not e.gives
      where e.changes),
   few as (select member_id, jsonb_agg(jsonb_build_object('kind', kind, 'value', value, 'gives', gives) order by kind, value) as moves
              from changes group by member_id order by member_id limit 50)
   select (select count(*)::int from people) as members,
          count(distinct member_id) filter (where gives)::int as gain, count(distinct member_id) filter (where not gives)::int as lose,
          (select coalesce(jsonb_agg(jsonb_build_array(claims, frees) order by member_id), '[]')
             from (select member_id, array_agg(value order by value) filter (where gives and state in ('active', 'invited', 'waiting')) as claims,
                          array_agg(value order by value) filter (where not gives and is_held) as frees
                     from changes where kind = 'product' group by member_id) turns) as turns,
          (select coalesce(jsonb_agg(jsonb_build_object('memberId', m.id, 'firstName', m.first_name, 'lastName', m.last_name, 'username', m.username, 'state', m.state,
                    'moves', few.moves) order by m.id), '[]')
             from few join member m on m.workspace_id = (select workspace_id from c) and m.id = few.member_id) as people
     from changes`,
);

/** `$1` group, `$2` what was given, `$3` what was taken: JSON rows of `member_id, kind, value, is_refused, was_there`. */
export const noteGrants = statement(
  'note_directory_grants',
  `with gone as (
     delete from directory_grant g using jsonb_to_recordset($3::jsonb) as t(member_id uuid, kind text, value text)
      where g.directory_group_id = $1 and g.member_id = t.member_id and g.kind = t.kind and g.value = t.value)
   insert into directory_grant (workspace_id, member_id, directory_group_id, kind, value, is_refused, was_there, granted_at)
   select current_setting('app.workspace_id')::uuid, t.member_id, $1, t.kind, t.value, t.is_refused, t.was_there, $4
     from jsonb_to_recordset($2::jsonb) as t(member_id uuid, kind text, value text, is_refused boolean, was_there boolean)
   on conflict (workspace_id, member_id, directory_group_id, kind, value)
   do update set is_refused = excluded.is_refused, was_there = excluded.was_there, granted_at = excluded.granted_at`,
);

import { eventCtes, statement } from '@placet/platform';
import { emailNeededBy, happenedUnder, keyLacked, ownersCtes, policyCte, targetCte } from './member-sql.ts';

const fields = `member_id uuid, group_ids uuid[], max_rank int, own_sites uuid[], gives text[], gives_on_sites text[], now timestamptz`;

/** Sets a member's groups. Nobody gives or takes what stands above his own rank, nor gives a right that he lacks; the last active owner stays one (I4).
 *
 * `$1` (`fields`), `$2` events. Run after `lockGroups` and `lockMember`. `outcome`: `changed`, `unchanged`, or a refusal.
 */
export const changeGroups = statement(
  'change_groups',
  `with c as (select current_setting('app.workspace_id')::uuid as workspace_id, r.* from jsonb_to_record($1::jsonb) as r(${fields})),
  ${policyCte}, ${targetCte},
  had as (select coalesce(array_agg(group_id order by group_id), '{}') as ids from group_member gm, c where gm.member_id = c.member_id),
  g as (select count(*)::int as found, coalesce(max(g.rank), 0) as rank, coalesce(bool_or(g.built_in = 'owner'), false) as owner,
               coalesce(bool_or(${emailNeededBy('g')}), false) as email_required,
               min(case when g.id <> all(had.ids) then ${keyLacked('c')} end) as lacks
          from user_group g, c, p, had where g.id = any(c.group_ids)),
  verdict as (
    select case
        when m.rank > c.max_rank then 'rank'
        when g.found < cardinality(c.group_ids) then 'unknown_group'
        when g.rank > c.max_rank then 'rank'
        when g.lacks is not null then 'permission'
        when g.rank > 10 and exists (select from account a where a.workspace_id = m.workspace_id and a.member_id = m.id and a.secret_kind = 'pin') then 'pin_holder'
        when g.email_required and m.email is null and m.managed_by is null then 'email_required'
        when had.ids <@ c.group_ids and c.group_ids <@ had.ids then 'unchanged'
        else 'changed' end as outcome, greatest(m.rank, g.rank) as rank, m.state as state, m.is_owner, g.owner, g.lacks, had.ids as before
      from c, m, g, had),
  go as (
    select c.workspace_id, c.member_id, c.now, v.outcome, v.before, case when v.state = 'active' then v.owner::int - v.is_owner::int else 0 end as owners
      from c, verdict v where v.outcome = 'changed'),
  ${ownersCtes('go')},
  left_groups as (delete from group_member gm using go, c where gm.member_id = go.member_id and gm.group_id <> all(c.group_ids)),
  joined as (insert into group_member (workspace_id, group_id, member_id) select go.workspace_id, id, go.member_id from go, c, unnest(c.group_ids) id
              where id <> all(go.before)),
  moved as (update member m set version = m.version + 1, updated_at = go.now from go where m.workspace_id = go.workspace_id and m.id = go.member_id),
  ${eventCtes('$2::jsonb', happenedUnder, `jsonb_build_object('before', to_jsonb(go.before))`)}
  select v.outcome, v.rank as rank_needed, v.lacks as key_needed, v.state from verdict v`,
);

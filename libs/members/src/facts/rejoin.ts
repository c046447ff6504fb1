import { eventCtes, statement } from '@placet/platform';
import { moveAccountCtes } from '@placet/identity';
import { claimCtes, poolsCte } from '@placet/seats';
import { toldByDirectory } from './directory-sql.ts';
import { todayAt } from './member-dates-sql.ts';
import { fullPool, happenedToEach, ownersCtes, policyCte, policyText, targetCte, togetherCte } from './member-sql.ts';

const shared = `on_full text, door text, max_rank int, own_sites uuid[], connection uuid, settled boolean, invited_by_kind text, overtake boolean, counts_as_full boolean`;
const each = `member_id uuid, username text, login_keys text[], claim_key text, invitation_id uuid, sends_mail boolean, invited_by uuid, now timestamptz`;

/** Inactive members come back, one or many at once: active if there is a credential, invited if there is none, waiting if no seat is free and the policy
 * says so (`product.md` §2.2). Seats that were kept for him are his; only what he lacks is claimed. A last day that is over is his no more: it would keep him out, and end him again.
 *
 * `$1` what is `shared`, `$2` an array of `each`, `$3` events. Run after `lockPoolsOfMembers` and `lockMembers`. One row for each who is there: `outcome` is
 * `active`, `invited`, `waiting`, `unchanged`, `queue`, `alone` (his products are not those of the first: he has to come by himself), `rich` (a
 * directory's wish that takes more than this), or a refusal.
 */
export const rejoin = statement(
  'rejoin',
  `with ${togetherCte(shared, each)},
  ${policyCte}, ${targetCte},
  lacks as (
    select m.id, array(select unnest(m.access) except
        select h.product from holding h where h.workspace_id = m.workspace_id and h.member_id = m.id and h.state <> 'released' order by 1) as products from m),
  want as (select l.products from lacks l order by l.id limit 1),
  ${poolsCte('want', 'want.products')},
  judged as (
    select c.*, m.state as before, m.rank, m.is_owner, m.email_key, m.username is null as is_nameless, case when m.has_credential then 'active' else 'invited' end as becomes,
        l.products, m.access, p.version as policy_version, ${policyText('seat.onFull.console', 'refuse')} as usual_on_full,
        coalesce(m.ends_on < ${todayAt('c.now')}, false) as end_is_past,
        c.now + make_interval(days => ${policyText('invitation.days', '14')}::int) as expires_at,
        array(select jsonb_array_elements_text(coalesce(p.values -> 'invitation.reminders', '[3,7]'))::int) as reminders,
        case
        when w.state <> 'active' then 'workspace_suspended'
        when c.connection is not null and not c.settled and ${toldByDirectory(`m.state = 'inactive' and du.active is false`)} then 'rich'
        when m.rank > c.max_rank then 'rank'
        when m.state in ('active', 'invited', 'waiting') then 'unchanged'
        when m.state <> 'inactive' then 'state'
        when m.username is null and c.username is null then 'username_needed'
        when l.products <> want.products then 'alone'
        when pools.found < cardinality(want.products) then 'product_not_sold'
        when c.on_full = 'wait' and m.managed_by is null and ${policyText('seat.onFull.console', 'refuse')} <> 'wait' then 'wait_not_allowed'
        when cardinality(want.products) > 0 and pools.queued and not c.overtake then 'queue' end as refusal
      from c cross join p cross join want cross join pools join m on m.id = c.member_id join lacks l on l.id = m.id join workspace w on w.id = c.workspace_id
      left join directory_user du on c.connection is not null and du.workspace_id = c.workspace_id and du.member_id = c.member_id
     where c.connection is null or m.in_directory and (m.managed_by is null or m.managed_by = c.connection)),
  placed as (select j.*, row_number() over (partition by j.refusal is null order by j.member_id) as place from judged j),
  verdict as (
    select v.*, cardinality(v.products) = 0 or v.place <= pools.free and not v.counts_as_full as has_room,
        case
        when v.refusal is not null then v.refusal
        when cardinality(v.products) = 0 or v.place <= pools.free and not v.counts_as_full or v.on_full = 'without_access' then v.becomes
        when coalesce(v.on_full, v.usual_on_full) = 'wait' then 'waiting'
        else 'full' end as outcome
      from placed v, pools),
  go as (
    select v.workspace_id, v.member_id, v.door, v.claim_key, v.now, v.outcome, v.outcome as state, v.before, v.end_is_past, v.invitation_id, v.email_key,
           v.sends_mail and v.email_key is not null as sends_mail, v.invited_by, v.invited_by_kind, v.reminders, v.expires_at, v.policy_version, v.username,
           v.login_keys, v.is_nameless, v.connection,
           case when v.outcome <> 'waiting' and not v.has_room then '{}' else v.products end as products,
           array(select unnest(v.access) except select unnest(case when v.outcome <> 'waiting' and not v.has_room then v.products else '{}' end)) as access,
           v.outcome <> 'waiting' and v.has_room and cardinality(v.products) > 0 as has_seat, v.outcome = 'waiting' as joins_queue, false as leaves_queue,
           (v.is_owner and v.outcome = 'active')::int as owners
      from verdict v where v.outcome in ('active', 'invited', 'waiting')),
  ${claimCtes('go', 'f.sends_mail, null, f.invited_by, f.invited_by_kind')},
  ${moveAccountCtes('go')},
  ${ownersCtes('go')},
  key_taken as (insert into login_key (workspace_id, key, member_id) select distinct go.workspace_id, name_fold(k), go.member_id from go, unnest(go.login_keys) k
    where go.is_nameless),
  moved as (
    update member m set state = go.state, access = go.access, seat_kept_until = null, username = coalesce(m.username, go.username), version = m.version + 1, updated_at = go.now,
           ends_on = case when go.end_is_past then null else m.ends_on end, end_put_off_until = null
      from go where m.workspace_id = go.workspace_id and m.id = go.member_id),
  said as (
    update directory_user du set active = true from go where go.connection is not null and du.workspace_id = go.workspace_id and du.member_id = go.member_id),
  invited as (
    insert into invitation (workspace_id, id, member_id, state, email_key, sends_mail, invited_by, invited_by_kind, round_started_at, reminders, expires_at,
                            policy_version, created_at)
    select go.workspace_id, go.invitation_id, go.member_id, 'open', go.email_key, go.sends_mail, go.invited_by, go.invited_by_kind, go.now,
           go.reminders, go.expires_at, go.policy_version, go.now from go where go.state = 'invited'),
  ${eventCtes(
    '$3::jsonb',
    happenedToEach,
    `jsonb_build_object('before', go.before, 'state', go.state, 'products', to_jsonb(go.access)) || case when go.end_is_past then '{"endsOn": null}' else '{}' end::jsonb`,
    `case when go.state = 'invited' then array['invitation/' || go.invitation_id]
          when go.joins_queue then array(select 'waiting-list/' || go.workspace_id || '/' || product from unnest(go.products) product) else '{}' end`,
  )}
  select v.member_id, v.outcome, v.rank as rank_needed, ${fullPool}, v.before as state from verdict v cross join p cross join pools`,
);

import { eventCtes, statement } from '@placet/platform';
import { moveAccountCtes } from '@placet/identity';
import { claimCtes, poolsCte } from '@placet/seats';
import { todayAt } from './member-dates-sql.ts';
import { fullPool, happenedUnder, ownersCtes, policyCte, policyText, targetCte } from './member-sql.ts';

const fields = `member_id uuid, products text[], username text, login_keys text[], on_full text, overtake boolean, counts_as_full boolean, max_rank int,
  own_sites uuid[], door text, claim_key text, invitation_id uuid, sends_mail boolean, invited_by uuid, invited_by_kind text, now timestamptz`;

/** An inactive member comes back: active if he has a credential, invited if he has none, waiting if no seat is
 * free and the policy says so (`product.md` §2.2). A last day that is over is his no more: it would keep him out, and end him again.
 *
 * `$1` (`fields`; `products` null means his access as it is), `$2` events. Run after `lockPoolsOfMember` (with the products) and `lockMember`.
 * `outcome`: `active`, `invited`, `waiting`, `unchanged`, `queue`, or a refusal.
 */
export const rejoin = statement(
  'rejoin',
  `with c as (select current_setting('app.workspace_id')::uuid as workspace_id, r.* from jsonb_to_record($1::jsonb) as r(${fields})),
  ${policyCte}, ${targetCte},
  want as (select coalesce(c.products, m.access) as products from c, m),
  ${poolsCte('want', 'want.products')},
  verdict as (
    select case
        when w.state <> 'active' then 'workspace_suspended'
        when m.rank > c.max_rank then 'rank'
        when m.state in ('active', 'invited', 'waiting') then 'unchanged'
        when m.state <> 'inactive' then 'state'
        when m.username is null and c.username is null then 'username_needed'
        when pools.found < cardinality(want.products) then 'product_not_sold'
        when c.on_full = 'wait' and m.managed_by is null and ${policyText('seat.onFull.console', 'refuse')} <> 'wait' then 'wait_not_allowed'
        when cardinality(want.products) > 0 and pools.queued and not c.overtake then 'queue'
        when pools.room and not c.counts_as_full or c.on_full = 'without_access' then case when m.has_credential then 'active' else 'invited' end
        when coalesce(c.on_full, ${policyText('seat.onFull.console', 'refuse')}) = 'wait' then 'waiting'
        else 'full' end as outcome, m.state as state, m.rank, m.is_owner, m.email_key, p.version as policy_version,
        coalesce(m.ends_on < ${todayAt('c.now')}, false) as end_is_past,
        case when c.on_full = 'without_access' and (c.counts_as_full or not pools.room) then '{}' else want.products end as products,
        c.now + make_interval(days => ${policyText('invitation.days', '14')}::int) as expires_at,
        array(select jsonb_array_elements_text(coalesce(p.values -> 'invitation.reminders', '[3,7]'))::int) as reminders
      from c, m, p, want, pools, workspace w where w.id = c.workspace_id),
  go as (
    select c.workspace_id, c.member_id, c.door, c.claim_key, c.now, v.outcome, v.outcome as state, v.state as before, v.products, v.end_is_past,
           v.outcome <> 'waiting' and cardinality(v.products) > 0 as has_seat, v.outcome = 'waiting' as joins_queue, false as leaves_queue,
           (v.is_owner and v.outcome = 'active')::int as owners
      from c, verdict v where v.outcome in ('active', 'invited', 'waiting')),
  ${claimCtes('go')},
  ${moveAccountCtes('go')},
  ${ownersCtes('go')},
  key_taken as (insert into login_key (workspace_id, key, member_id) select distinct go.workspace_id, name_fold(k), go.member_id from go, c, m, unnest(c.login_keys) k
    where m.username is null),
  moved as (
    update member m set state = go.state, access = go.products, username = coalesce(m.username, c.username), version = m.version + 1, updated_at = go.now,
           ends_on = case when go.end_is_past then null else m.ends_on end, end_put_off_until = null
      from go, c where m.workspace_id = go.workspace_id and m.id = go.member_id returning m.version),
  invited as (
    insert into invitation (workspace_id, id, member_id, state, email_key, sends_mail, invited_by, invited_by_kind, round_started_at, reminders, expires_at,
                            policy_version, created_at)
    select go.workspace_id, c.invitation_id, go.member_id, 'open', v.email_key, c.sends_mail and v.email_key is not null, c.invited_by, c.invited_by_kind, c.now,
           v.reminders, v.expires_at, v.policy_version, c.now from go, c, verdict v where go.state = 'invited'),
  ${eventCtes(
    '$2::jsonb',
    happenedUnder,
    `jsonb_build_object('before', go.before, 'state', go.state, 'products', to_jsonb(go.products)) || case when go.end_is_past then '{"endsOn": null}' else '{}' end::jsonb`,
    `array(select 'waiting-list/' || go.workspace_id || '/' || product from unnest(go.products) product where go.joins_queue)`,
  )}
  select v.outcome, v.rank as rank_needed, ${fullPool}, v.state from verdict v cross join p cross join pools`,
);

import { eventCtes, statement } from '@placet/platform';
import { claimCtes, poolsCte, releaseCtes, someoneWaitsFor } from '@placet/seats';
import { fullPool, happenedUnder, policyCte, policyText, targetCte } from './member-sql.ts';

const fields = `member_id uuid, products text[], on_full text, overtake boolean, counts_as_full boolean, max_rank int, own_sites uuid[], door text, claim_key text, now timestamptz`;

/** Sets the products that a member may use: claims what is new, all or nothing, and frees what is gone. Somebody who has no seat now
 * (inactive, banned) only gets the wish, which his reactivation claims; what a ban let him keep is freed with it.
 *
 * `$1` (`fields`), `$2` events. Run after `lockPoolsOfMember` (with the products) and `lockMember`. `outcome`: `changed`, `waiting` (the new ones
 * wait, his seats stay), `unchanged`, `queue`, or a refusal. `freed` names what was let go, and what a member who waits may get now, since he waits for less.
 */
export const changeAccess = statement(
  'change_access',
  `with c as (select current_setting('app.workspace_id')::uuid as workspace_id, r.* from jsonb_to_record($1::jsonb) as r(${fields})),
  ${policyCte}, ${targetCte},
  delta as (
    select array(select unnest(c.products) except select unnest(m.access)) as added, array(select unnest(m.access) except select unnest(c.products)) as gone,
           array(select h.product from holding h where h.member_id = m.id and h.state <> 'released' and h.product <> all(c.products)) as kept,
           m.state in ('active', 'invited') as seated from m, c),
  ${poolsCte('delta', 'delta.added')},
  verdict as (
    select case
        when m.rank > c.max_rank then 'rank'
        when m.state in ('pending', 'refused') then 'state'
        when pools.found < cardinality(d.added) then 'product_not_sold'
        when cardinality(d.added) + cardinality(d.gone) = 0 then 'unchanged'
        when c.on_full = 'wait' and m.managed_by is null and ${policyText('seat.onFull.console', 'refuse')} <> 'wait' then 'wait_not_allowed'
        when not c.overtake and (m.state not in ('inactive', 'banned') and (pools.queued and cardinality(d.added) > 0 or ${someoneWaitsFor('d.gone')})
             or ${someoneWaitsFor('d.kept')}) then 'queue'
        when not d.seated and m.state <> 'waiting' or cardinality(d.added) = 0 or d.seated and pools.room and not c.counts_as_full then 'changed'
        when m.state = 'waiting' or coalesce(c.on_full, ${policyText('seat.onFull.console', 'refuse')}) = 'wait' then 'waiting'
        when c.on_full = 'without_access' then 'without_access'
        else 'full' end as outcome, m.state as state, m.rank, m.access as before, d.added, d.gone, d.seated
      from c, m, p, delta d, pools),
  go as (
    select c.workspace_id, c.member_id, c.door, c.claim_key, c.now, v.outcome, v.state, v.added as products, v.gone as only, false as keeps, v.gone, v.before,
           v.outcome = 'changed' and v.seated and cardinality(v.added) > 0 as has_seat, v.outcome = 'waiting' as joins_queue, false as leaves_queue,
           case when v.outcome = 'without_access' then array(select unnest(c.products) except select unnest(v.added)) else c.products end as access
      from c, verdict v where v.outcome in ('changed', 'waiting', 'without_access')),
  ${releaseCtes('go')},
  ${claimCtes('go')},
  moved as (
    update member m set access = go.access, version = m.version + 1, updated_at = go.now from go where m.workspace_id = go.workspace_id and m.id = go.member_id),
  ${eventCtes(
    '$2::jsonb',
    happenedUnder,
    `jsonb_build_object('before', to_jsonb(go.before), 'products', to_jsonb(go.access), 'outcome', go.outcome)`,
    `array(select 'waiting-list/' || go.workspace_id || '/' || product from unnest(go.products) product where go.joins_queue)`,
  )}
  select v.outcome, v.rank as rank_needed, ${fullPool}, v.state, v.gone || case when v.state = 'waiting' or cardinality(v.gone) > 0 then c.products else '{}' end as freed
    from verdict v cross join p cross join pools cross join c`,
);

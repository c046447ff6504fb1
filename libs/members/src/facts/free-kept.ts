import { eventCtes, statement } from '@placet/platform';
import { releaseCtes, someoneWaitsFor } from '@placet/seats';
import { happenedToEach, targetCte, togetherCte } from './member-sql.ts';
import { graceIsOver } from './member-dates-sql.ts';

/** The seats that were kept for somebody whom a directory had switched off are free, since he did not come back in time.
 *
 * `$1` `overtake`, `$2` an array of `member_id, now`, `$3` events. Run after `lockPoolsOfMembers` and `lockMembers`. `outcome`: `freed`, `moved` (he came
 * back, or left in another way), `queue` (somebody waits for what this frees: run again with `overtake`, then seat the next in line).
 */
export const freeKept = statement(
  'free_kept',
  `with ${togetherCte('own_sites uuid[], overtake boolean', 'member_id uuid, now timestamptz')},
  ${targetCte},
  kept as (
    select c.member_id, coalesce(array_agg(h.product) filter (where h.product is not null), '{}') as products
      from c left join holding h on h.workspace_id = c.workspace_id and h.member_id = c.member_id and h.state <> 'released' group by c.member_id),
  verdict as (
    select c.*, kept.products as freed, m.state as before, case
        when not ${graceIsOver('c.now')} then 'moved'
        when not c.overtake and ${someoneWaitsFor('kept.products')} then 'queue'
        else 'freed' end as outcome
      from c join m on m.id = c.member_id join kept on kept.member_id = c.member_id),
  go as (select v.workspace_id, v.member_id, v.now, v.outcome, v.freed, null::text[] as only, false as keeps from verdict v where v.outcome = 'freed'),
  ${releaseCtes('go')},
  moved as (
    update member m set seat_kept_until = null, version = m.version + 1, updated_at = go.now
      from go where m.workspace_id = go.workspace_id and m.id = go.member_id),
  ${eventCtes('$3::jsonb', happenedToEach, `jsonb_build_object('products', to_jsonb(go.freed))`)}
  select v.member_id, v.outcome, v.before as state, v.freed from verdict v`,
);

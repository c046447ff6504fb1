import { eventCtes, statement } from '@placet/platform';
import { moveAccountCtes } from '@placet/identity';
import { releaseCtes, someoneWaitsFor } from '@placet/seats';
import { happenedUnder, ownersCtes, targetCte } from './member-sql.ts';

const fields = `member_id uuid, state text, keeps_seat boolean, overtake boolean, max_rank int, own_sites uuid[], detach boolean, lifts_ban boolean, now timestamptz`;

/** What `leave` is told; all of it, since SQL takes what is absent for null. */
export interface Leaving {
  readonly member_id: string;
  readonly state: 'inactive' | 'banned';
  readonly keeps_seat: boolean;
  /** takes the username away, as a directory's removal does */
  readonly detach: boolean;
  /** the one way out of a ban */
  readonly lifts_ban: boolean;
  readonly max_rank: number;
  readonly own_sites: readonly string[] | null;
  readonly now: Date;
}

/** A member leaves: deactivated, banned, declined, expired or removed, by whichever door. Seats and places in the queue are freed, sessions
 * and links dead, his open invitation closed, in one statement.
 *
 * `$1` a `Leaving`, `$2` events. Run after
 * `lockPoolsOfMember` and `lockMember`. `outcome`: `left`, `unchanged` (he is there already), `queue` (somebody waits for what this frees: run again
 * with `overtake`, then seat the next in line), or a refusal. `freed` names the products.
 */
export const leave = statement(
  'leave',
  `with c as (select current_setting('app.workspace_id')::uuid as workspace_id, r.* from jsonb_to_record($1::jsonb) as r(${fields})),
  ${targetCte},
  held as (select coalesce(array_agg(h.product), '{}') as products from holding h, c where h.member_id = c.member_id and h.state <> 'released' and not c.keeps_seat),
  verdict as (
    select case
        when m.rank > c.max_rank then 'rank'
        when m.state <> 'banned' and c.lifts_ban then 'state'
        when m.state = c.state and not (c.detach and m.username is not null) then 'unchanged'
        when m.state = 'banned' and c.state = 'inactive' and not c.detach and not c.lifts_ban then 'state'
        when m.state in ('refused', 'pending') then 'state'
        when not c.overtake and ${someoneWaitsFor('held.products')} then 'queue'
        else 'left' end as outcome, m.state as state, m.rank, m.is_owner, held.products as freed, m.username
      from m, c, held),
  go as (
    select c.workspace_id, c.member_id, c.now, v.outcome, case when v.state = 'banned' and not c.lifts_ban then 'banned' else c.state end as state, v.state as before,
           null::text[] as only, c.keeps_seat as keeps, -((v.is_owner and v.state = 'active')::int) as owners, c.detach
      from c, verdict v where v.outcome = 'left'),
  ${releaseCtes('go')},
  ${moveAccountCtes('go')},
  ${ownersCtes('go')},
  moved as (
    update member m set state = go.state, version = m.version + 1, updated_at = go.now,
           former_username = case when go.detach then m.username else m.former_username end,
           username = case when go.detach then null else m.username end,
           managed_by = case when go.detach then null else m.managed_by end
      from go where m.workspace_id = go.workspace_id and m.id = go.member_id returning m.version),
  key_free as (delete from login_key k using go where k.workspace_id = go.workspace_id and k.member_id = go.member_id and go.detach),
  uninvited as (
    update invitation i set state = 'revoked', closed_at = go.now, version = i.version + 1
      from go where i.workspace_id = go.workspace_id and i.member_id = go.member_id and i.state = 'open' returning i.id),
  ${eventCtes(
    '$2::jsonb',
    happenedUnder,
    `jsonb_build_object('before', go.before, 'state', go.state)`,
    `(array(select 'invitation/' || id from uninvited) || array(select 'member-dates/' || m.id from m where m.ends_on is not null or m.starts_on is not null))`,
  )}
  select v.outcome, v.rank as rank_needed, v.state, v.freed, (select id from uninvited) as invitation_id from verdict v`,
);

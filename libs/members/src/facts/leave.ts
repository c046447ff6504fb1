import { eventCtes, statement } from '@placet/platform';
import { moveAccountCtes } from '@placet/identity';
import { releaseCtes, someoneWaitsFor } from '@placet/seats';
import { brakeCtes, leftCte, toldByDirectory } from './directory-sql.ts';
import { happenedToEach, ownersCtes, targetCte, togetherCte } from './member-sql.ts';

const shared = `state text, keeps_seat boolean, detach boolean, lifts_ban boolean, max_rank int, own_sites uuid[], connection uuid, settled boolean, brake_count int,
  brake_percent int, overtake boolean, grace_minutes int`;

/** What `leave` is told for all who leave together; all of it, since SQL takes what is absent for null. */
export interface Leaving {
  readonly state: 'inactive' | 'banned';
  readonly keeps_seat: boolean;
  /** for how long an inactive member's seat is kept, where it is; null: it is freed, or kept for as long as he is banned */
  readonly grace_minutes: number | null;
  /** takes the username away, as a directory's removal does */
  readonly detach: boolean;
  /** the one way out of a ban */
  readonly lifts_ban: boolean;
  readonly max_rank: number;
  readonly own_sites: readonly string[] | null;
  /** the directory that asks */
  readonly connection: string | null;
  /** what else it wishes is done already, in the same transaction */
  readonly settled: boolean;
  /** how many it may let go within ten minutes, by number and in percent; both null: no brake */
  readonly brake_count: number | null;
  readonly brake_percent: number | null;
}

/** What `leave` is told where nobody but the member's own state matters. */
export const leaving = {
  state: 'inactive',
  keeps_seat: false,
  grace_minutes: null,
  detach: false,
  lifts_ban: false,
  connection: null,
  settled: false,
  brake_count: null,
  brake_percent: null,
} as const;

/** Members leave: deactivated, banned, declined, expired or removed, by whichever door, one or many at once. Seats and places in the queue are freed,
 * sessions and links dead, open invitations closed, in one statement.
 *
 * `$1` a `Leaving`, `$2` an array of `member_id, now`, `$3` events. Run after `lockPoolsOfMembers` and `lockMembers`, and `lockConnection` where there is a
 * brake. One row for each who is there: `outcome` is `left`, `unchanged` (he is there already), `queue` (somebody waits for what this frees: run again
 * with `overtake`, then seat the next in line), `held` by the brake, `rich` (a directory's wish that takes more than this), or a refusal. `freed` names
 * the products.
 */
export const leave = statement(
  'leave',
  `with ${togetherCte(shared, 'member_id uuid, now timestamptz')},
  ${targetCte},
  held as (
    select c.member_id, coalesce(array_agg(h.product) filter (where h.product is not null), '{}') as products
      from c left join holding h on h.workspace_id = c.workspace_id and h.member_id = c.member_id and h.state <> 'released' and not c.keeps_seat group by c.member_id),
  judged as (
    select c.*, m.state as before, m.rank, m.is_owner, held.products as freed, case
        when c.connection is not null and not c.settled and ${toldByDirectory(`c.detach or m.state in ('active', 'invited', 'waiting')`)} then 'rich'
        when m.rank > c.max_rank then 'rank'
        when m.state <> 'banned' and c.lifts_ban then 'state'
        when m.state = c.state and not (c.detach and m.username is not null) and (m.seat_kept_until is null or c.keeps_seat) then 'unchanged'
        when m.state = 'banned' and c.state = 'inactive' and not c.detach and not c.lifts_ban then 'state'
        when m.state in ('refused', 'pending') then 'state' end as refusal
      from c join m on m.id = c.member_id join held on held.member_id = c.member_id
     where c.connection is null or m.in_directory and (m.managed_by is null or m.managed_by = c.connection)),
  ${brakeCtes('judged')},
  verdict as (
    select j.*, brake.member_id is not null as is_counted, case
        when j.refusal is not null then j.refusal
        when brake.holds then 'held'
        when not j.overtake and ${someoneWaitsFor('j.freed')} then 'queue'
        else 'left' end as outcome
      from judged j left join brake on brake.member_id = j.member_id),
  go as (
    select v.workspace_id, v.member_id, v.now, v.outcome, v.detach, v.connection, v.is_counted, v.before, null::text[] as only, v.keeps_seat as keeps, v.grace_minutes,
           case when v.before = 'banned' and not v.lifts_ban then 'banned' else v.state end as state, -((v.is_owner and v.before = 'active')::int) as owners
      from verdict v where v.outcome = 'left'),
  ${leftCte('go')},
  ${releaseCtes('go')},
  ${moveAccountCtes('go')},
  ${ownersCtes('go')},
  moved as (
    update member m set state = go.state, version = m.version + 1, updated_at = go.now,
           former_username = case when go.detach then m.username else m.former_username end,
           username = case when go.detach then null else m.username end,
           managed_by = case when go.detach then null else m.managed_by end,
           seat_kept_until = case when go.grace_minutes > 0 and go.before in ('active', 'invited') then go.now + make_interval(mins => go.grace_minutes) end,
           directory_deleted = m.directory_deleted or go.detach and go.connection is not null
      from go where m.workspace_id = go.workspace_id and m.id = go.member_id),
  unsaid as (
    update directory_user du set active = du.active and go.detach, deleted_at = case when go.detach then go.now else du.deleted_at end
      from go where go.connection is not null and du.workspace_id = go.workspace_id and du.member_id = go.member_id),
  key_free as (delete from login_key k using go where k.workspace_id = go.workspace_id and k.member_id = go.member_id and go.detach),
  uninvited as (
    update invitation i set state = 'revoked', closed_at = go.now, version = i.version + 1
      from go where i.workspace_id = go.workspace_id and i.member_id = go.member_id and i.state = 'open' returning i.id, i.member_id),
  ${eventCtes(
    '$3::jsonb',
    happenedToEach,
    `jsonb_build_object('before', go.before, 'state', go.state)`,
    `(array(select 'invitation/' || id from uninvited u where u.member_id = go.member_id)
      || array(select 'member-dates/' || m.id from m where m.id = go.member_id and (m.ends_on is not null or m.starts_on is not null or go.grace_minutes > 0)))`,
  )}
  select v.member_id, v.outcome, v.rank as rank_needed, v.before as state, v.freed, (select id from uninvited u where u.member_id = v.member_id) as invitation_id
    from verdict v`,
);

import { moveAccountCtes } from '@placet/identity';
import { claimCtes } from '@placet/seats';
import { eventCtes, statement } from '@placet/platform';
import { happenedUnder, ownersCtes, policyCte, policyText, targetCte } from './member-sql.ts';

const fields = `member_id uuid, own_sites uuid[], claim_key text, invitation_id uuid, now timestamptz`;

/** Whoever is next in line gets all that he waits for; who gave up all of it waits no more. One who was only waiting becomes active, or invited if he has no credential; an active or
 * invited member keeps his state. Where another open invitation is mailed to his address, his goes on without a mail (I5): whoever freed the seat can't
 * be refused for that.
 *
 * `$1` (`fields`), `$2` events. Run after `lockPoolsWithQueue` and `lockMember`, for whom `nextInLine` named. `outcome`: `active` or `invited`.
 */
export const seatFromQueue = statement(
  'seat_from_queue',
  `with c as (select current_setting('app.workspace_id')::uuid as workspace_id, r.* from jsonb_to_record($1::jsonb) as r(${fields})),
  ${policyCte}, ${targetCte},
  waits as (select coalesce(array_agg(e.product order by e.product), '{}') as products, coalesce(min(e.door), 'process') as door,
    (array_agg(jsonb_build_object('mails', e.sends_mail, 'message', e.message, 'by', e.invited_by, 'kind', e.invited_by_kind) order by e.since))[1] as said from queue_entry e, c where e.member_id = c.member_id),
  go as (
    select c.workspace_id, c.member_id, c.claim_key, c.now, w.products, w.door, w.said, m.state as before, m.email_key, p.version as policy_version,
           case when m.state <> 'waiting' then m.state when m.has_credential then 'active' else 'invited' end as state,
           case when m.state <> 'waiting' then m.state when m.has_credential then 'active' else 'invited' end as outcome,
           m.state = 'waiting' as was_waiting, cardinality(w.products) > 0 as has_seat, false as joins_queue, true as leaves_queue,
           (m.is_owner and m.state = 'waiting' and m.has_credential)::int as owners,
           c.now + make_interval(days => ${policyText('invitation.days', '14')}::int) as expires_at,
           array(select jsonb_array_elements_text(coalesce(p.values -> 'invitation.reminders', '[3,7]'))::int) as reminders
      from c, m, p, waits w where m.state = 'waiting' or cardinality(w.products) > 0 and m.state in ('active', 'invited')),
  ${claimCtes('go')},
  moving as (select * from go where was_waiting),
  ${moveAccountCtes('moving')},
  ${ownersCtes('go')},
  moved as (update member m set state = go.state, version = m.version + 1, updated_at = go.now from go where m.workspace_id = go.workspace_id and m.id = go.member_id),
  invited as (
    insert into invitation (workspace_id, id, member_id, state, email_key, sends_mail, message, invited_by, invited_by_kind, round_started_at, reminders, expires_at, policy_version, created_at)
    select go.workspace_id, c.invitation_id, go.member_id, 'open', go.email_key,
           coalesce((go.said ->> 'mails')::boolean, true) and go.email_key is not null and not exists (select from invitation o where o.email_key = go.email_key and o.state = 'open' and o.sends_mail),
           go.said ->> 'message', (go.said ->> 'by')::uuid, coalesce(go.said ->> 'kind', 'system'), c.now, go.reminders, go.expires_at,
           go.policy_version, c.now from go, c where go.was_waiting and go.state = 'invited'),
  ${eventCtes('$2::jsonb', happenedUnder, `jsonb_build_object('before', go.before, 'state', go.state, 'products', to_jsonb(go.products))`)}
  select outcome, before as state, products from go`,
);

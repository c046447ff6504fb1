import { eventCtes, statement } from '@placet/platform';
import { confirmCtes } from '@placet/seats';
import { happenedUnder, isOwner, ownersCtes } from './member-sql.ts';

const fields = `member_id uuid, invitation_id uuid, token_hash text, first_name text, last_name text, language text, secret_hash text, now timestamptz`;

/** The invited person accepts: one statement consumes the link, and checks expiry and revocation with it. His reservations become assignments,
 * which can't fail for want of a seat; his account opens with the password.
 *
 * `$1` (`fields`), `$2` events. Run after `lockPoolsOfMember` and `lockMember`. `outcome`: `accepted`, or `gone` with the invitation's `state`
 * (`expired` also where the process has not closed it yet).
 */
export const acceptInvitation = statement(
  'accept_invitation',
  `with c as (select current_setting('app.workspace_id')::uuid as workspace_id, r.* from jsonb_to_record($1::jsonb) as r(${fields})),
  found as (
    select i.id, i.state, i.expires_at, i.email_key, l.dead, l.mailed, m.state as member_state, ${isOwner('m')} as is_owner, m.email
      from c join invitation_link l on l.token_hash = c.token_hash::bytea
      join invitation i on i.workspace_id = l.workspace_id and i.id = l.invitation_id and i.id = c.invitation_id
      join member m on m.workspace_id = i.workspace_id and m.id = i.member_id and m.id = c.member_id),
  verdict as (
    select case when f.state <> 'open' then 'gone' when f.dead then 'gone' when f.expires_at <= c.now then 'gone' when f.member_state <> 'invited' then 'gone'
             else 'accepted' end as outcome,
           case when f.state <> 'open' then f.state when f.dead then 'replaced' when f.expires_at <= c.now then 'expired' else f.member_state end as state,
           f.is_owner, f.mailed and f.email is not null as proves_address, f.email_key
      from found f, c),
  go as (select c.workspace_id, c.member_id, c.now, v.outcome, v.proves_address, v.email_key, v.is_owner::int as owners from c, verdict v where v.outcome = 'accepted'),
  closed as (
    update invitation i set state = 'accepted', closed_at = go.now, version = i.version + 1 from go, c where i.workspace_id = go.workspace_id and i.id = c.invitation_id),
  used as (update invitation_link l set dead = true from go, c where l.workspace_id = go.workspace_id and l.invitation_id = c.invitation_id),
  ${confirmCtes('go')},
  ${ownersCtes('go')},
  opened as (
    update account a set state = 'active', session_epoch = a.session_epoch + 1, secret_kind = 'password', secret_hash = c.secret_hash, secret_set_at = c.now,
           secret_expires_at = null, change_required = false from go, c where a.workspace_id = go.workspace_id and a.member_id = go.member_id),
  address_key as (
    insert into login_key (workspace_id, key, member_id) select go.workspace_id, name_fold(go.email_key), go.member_id from go
     where go.proves_address and go.email_key is not null on conflict do nothing),
  moved as (
    update member m set state = 'active', first_name = coalesce(c.first_name, m.first_name), last_name = coalesce(c.last_name, m.last_name),
           language = coalesce(c.language, m.language), email_verified = m.email_verified or go.proves_address, version = m.version + 1, updated_at = go.now
      from go, c where m.workspace_id = go.workspace_id and m.id = go.member_id returning m.language),
  ${eventCtes('$2::jsonb', happenedUnder)}
  select v.outcome, v.state, v.proves_address from verdict v`,
);

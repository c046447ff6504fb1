import { eventCtes, statement } from '@placet/platform';
import { confirmCtes } from '@placet/seats';
import { linkCte } from './invitation-sql.ts';
import { happenedUnder, isOwner, ownersCtes } from './member-sql.ts';

const fields = `member_id uuid, invitation_id uuid, token_hash text, first_name text, last_name text, language text, secret_hash text, now timestamptz`;

/** The invited person accepts: one statement consumes the link, and checks expiry and revocation with it. His reservations become assignments,
 * which can't fail for want of a seat; his account opens with the password. A name that his directory keeps stays, and so does his language
 * where the workspace has not enabled the chosen one.
 *
 * `$1` (`fields`), `$2` events. Run after `lockPoolsOfMember` and `lockMember`. `outcome`: `accepted`, or the link's verdict (`linkCte`).
 */
export const acceptInvitation = statement(
  'accept_invitation',
  `with c as (select current_setting('app.workspace_id')::uuid as workspace_id, r.* from jsonb_to_record($1::jsonb) as r(${fields})),
  ${linkCte('c.token_hash::bytea', 'c.now', 'c')},
  go as (
    select c.workspace_id, c.member_id, c.now, 'accepted' as outcome, l.mailed and l.email is not null as proves_address, l.email_key,
           (select ${isOwner('m')} from member m where m.workspace_id = c.workspace_id and m.id = c.member_id)::int as owners
      from c, link l where l.verdict = 'open' and l.invitation_id = c.invitation_id and l.member_id = c.member_id),
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
    update member m set state = 'active', first_name = case when m.managed_by is null then coalesce(c.first_name, m.first_name) else m.first_name end,
           last_name = case when m.managed_by is null then coalesce(c.last_name, m.last_name) else m.last_name end,
           language = case when c.language = any(w.languages) then c.language else m.language end,
           email_verified = m.email_verified or go.proves_address, version = m.version + 1, updated_at = go.now
      from go, c, workspace w where m.workspace_id = go.workspace_id and m.id = go.member_id and w.id = go.workspace_id),
  ${eventCtes('$2::jsonb', happenedUnder)}
  select coalesce((select outcome from go), l.verdict) as outcome, l.starts_on::text as starts_on from link l`,
);

import { statement } from '@placet/platform';
import { mayBeInside } from '../presence-sql.ts';
import { locksOpenedCte } from '../tries-sql.ts';

const tenant = `current_setting('app.workspace_id')::uuid`;

/** Whether a member can be sent a reset: he has a password and an address. A PIN is reset by an administrator. */
const resettable = `a.secret_kind in ('password', 'temporary_password') and m.email_key is not null`;

/** `$1` the name or null, `$2` now. The one who can sign in with that name, locked, so that requests at once are counted one after another.
 *
 *  Only to an address that is proven, or that his own administrator gave him as his name: who may write a directory could else take accounts over
 *  (CVE-2022-1680). */
export const resettableByName = statement(
  'resettable_by_name',
  `select a.member_id
     from login_key k
     join account a on a.workspace_id = k.workspace_id and a.member_id = k.member_id
     join member m on m.workspace_id = k.workspace_id and m.id = k.member_id
     join workspace w on w.id = k.workspace_id
    where k.key = name_fold($1::text) and ${resettable} and ${mayBeInside('$2::timestamptz')}
      and (m.email_verified or m.managed_by is null and exists (
        select from login_key o where o.workspace_id = m.workspace_id and o.member_id = m.id and o.key = m.email_key))
      for update of a`,
);

/** `$1` member. Whether an administrator may have a reset mailed to him: to the stored address, proven or not. */
export const resettableMember = statement(
  'resettable_member',
  `select a.member_id from account a join member m on m.workspace_id = a.workspace_id and m.id = a.member_id
    where a.member_id = $1::uuid and a.state = 'active' and ${resettable}`,
);

/** `$1` reset, `$2` the link's token hash, `$3` now. What the mail needs, and the link's hash stored; no row where nobody wants it any more.
 *  A further attempt to deliver makes a further link, and the earlier one dies. */
export const linkOfReset = statement(
  'link_of_reset',
  `update password_reset r set token_hash = $2::bytea, email_key = m.email_key, expires_at = $3::timestamptz + interval '1 hour'
     from account a, member m, workspace w
    where r.id = $1::uuid and r.used_at is null and r.expires_at > $3
      and a.workspace_id = r.workspace_id and a.member_id = r.member_id and a.session_epoch = r.epoch
      and m.workspace_id = r.workspace_id and m.id = r.member_id and w.id = r.workspace_id and ${resettable} and ${mayBeInside('$3::timestamptz')}
    returning m.email, m.first_name, m.language, w.name as workspace_name, w.time_zone, r.expires_at,
      (select jsonb_build_object('firstName', by.first_name, 'lastName', by.last_name, 'username', by.username, 'state', by.state)
         from member by where by.workspace_id = r.workspace_id and by.id = r.requested_by) as requested_by`,
);

/** `$1` token hash, `$2` reset, `$3` now. How it stands with a link, and the names that the new password must not be made of. */
export const resetOfLink = statement(
  'reset_of_link',
  `select r.member_id, m.username, m.email, m.first_name, m.last_name, w.slug, w.name,
          case when r.used_at is not null then 'used'
               when r.epoch <> a.session_epoch or r.email_key is distinct from m.email_key then 'replaced'
               when r.expires_at <= $3::timestamptz or not ${mayBeInside('$3::timestamptz')} then 'expired'
               else 'open' end as state
     from password_reset r
     join account a on a.workspace_id = r.workspace_id and a.member_id = r.member_id
     join member m on m.workspace_id = r.workspace_id and m.id = r.member_id
     join workspace w on w.id = r.workspace_id
    where r.token_hash = $1::bytea and r.id = $2::uuid`,
);

/** `$1` token hash, `$2` reset, `$3` the new secret's hash, `$4` now. Uses the link up in one statement with all that it checks; of two at once one
 *  wins. The raised epoch ends every session and every other link. No row where it opens nothing. */
export const completeReset = statement(
  'complete_reset',
  `with c as (select ${tenant} as workspace_id, $4::timestamptz as now),
  used as (
    update password_reset r set used_at = c.now from c
     where r.workspace_id = c.workspace_id and r.id = $2::uuid and r.token_hash = $1::bytea and r.used_at is null and r.expires_at > c.now
     returning r.workspace_id, r.member_id, r.epoch, r.email_key),
  changed as (
    update account a set secret_kind = 'password', secret_hash = $3::text, secret_set_at = c.now, secret_expires_at = null, change_required = false,
           session_epoch = a.session_epoch + 1
      from used u, c, member m, workspace w
     where a.workspace_id = u.workspace_id and a.member_id = u.member_id and a.session_epoch = u.epoch
       and m.workspace_id = u.workspace_id and m.id = u.member_id and m.email_key = u.email_key and w.id = u.workspace_id
       and ${resettable} and ${mayBeInside('c.now')}
     returning a.workspace_id, a.member_id, a.session_epoch, u.email_key),
  ended as (delete from session s using changed t where s.workspace_id = t.workspace_id and s.member_id = t.member_id),
  verified as (
    update member m set email_verified = true, version = m.version + 1, updated_at = c.now
      from changed t, c where m.workspace_id = t.workspace_id and m.id = t.member_id and not m.email_verified),
  signs_in_with_it as (
    insert into login_key (workspace_id, key, member_id) select workspace_id, email_key, member_id from changed on conflict do nothing),
  ${locksOpenedCte('changed')}
  select session_epoch from changed`,
);

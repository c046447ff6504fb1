import { eventCtes, statement } from '@placet/platform';
import { isLive, mayBeInside, sessionLimit } from '../presence-sql.ts';
import { tryForgivenCte } from '../tries-sql.ts';

const tenant = `current_setting('app.workspace_id')::uuid`;
const ownRow = (from: string) => `${from}.workspace_id = c.workspace_id and ${from}.member_id = c.member_id`;

/** Begins a session, and clears away the member's dead ones. `$1` (`member_id, session_id, …`), `$2` events. No row where he may not be inside,
 *  or where the secret that was matched is not the stored one any more. A temporary password is used up by it. */
export const startSession = statement(
  'start_session',
  `with c as (
    select ${tenant} as workspace_id, r.* from jsonb_to_record($1::jsonb) as r(member_id uuid, session_id uuid, token_hash text, user_agent text, source text,
           name text, matched text, rehashed text, now timestamptz)),
  entered as (
    update account a set last_sign_in_at = c.now, secret_hash = coalesce(c.rehashed, a.secret_hash),
           secret_expires_at = case a.secret_kind when 'temporary_password' then a.secret_set_at else a.secret_expires_at end
      from c join member m on m.workspace_id = c.workspace_id and m.id = c.member_id join workspace w on w.id = c.workspace_id
     where ${ownRow('a')} and ${mayBeInside('c.now')} and (a.secret_expires_at is null or a.secret_expires_at > c.now)
       and (c.matched is null or a.secret_hash = c.matched)
     returning a.session_epoch, a.change_required, m.first_name, m.last_name, m.username, m.language),
  tidied as (
    delete from session s using c, entered, account a where ${ownRow('s')} and ${ownRow('a')} and not ${isLive('c.now')}),
  begun as (
    insert into session (workspace_id, id, member_id, token_hash, epoch, created_at, last_seen_at, expires_at, confirmed_at, must_change, user_agent, source)
    select c.workspace_id, c.session_id, c.member_id, c.token_hash::bytea, e.session_epoch, c.now, c.now,
           c.now + make_interval(days => ${sessionLimit('session.absoluteDays')}), c.now, e.change_required, c.user_agent, c.source
      from c, entered e returning expires_at, must_change),
  proven as (select c.workspace_id, c.name::bytea as name, c.source, c.now from c, entered where c.name is not null),
  ${tryForgivenCte('proven')},
  ${eventCtes('$2::jsonb', 'join entered on true')}
  select b.expires_at, b.must_change, e.first_name, e.last_name, e.username, e.language from begun b, entered e`,
);

/** `$1` token hash, `$2` session, `$3` now. Who is behind a session, with all that his groups grant: one row, or none where he may not act. */
export const sessionPrincipal = statement(
  'session_principal',
  `select s.member_id, s.confirmed_at, s.must_change, s.last_seen_at < $3::timestamptz - interval '1 minute' as is_stale, m.language,
          array(select ms.site_id from member_site ms where ms.workspace_id = s.workspace_id and ms.member_id = s.member_id) as site_ids,
          coalesce((select max(g.rank) from group_member gm join user_group g on g.workspace_id = gm.workspace_id and g.id = gm.group_id
                     where gm.workspace_id = s.workspace_id and gm.member_id = s.member_id), 0) as rank,
          (select jsonb_object_agg(key, own) from (
            select key, bool_and(g.sites_only) as own from group_member gm
              join user_group g on g.workspace_id = gm.workspace_id and g.id = gm.group_id, unnest(g.permissions) key
             where gm.workspace_id = s.workspace_id and gm.member_id = s.member_id group by key) held) as permissions
     from session s
     join account a on a.workspace_id = s.workspace_id and a.member_id = s.member_id
     join member m on m.workspace_id = s.workspace_id and m.id = s.member_id
     join workspace w on w.id = s.workspace_id
    where s.token_hash = $1::bytea and s.id = $2::uuid and ${isLive('$3::timestamptz')} and ${mayBeInside('$3::timestamptz')}`,
);

/** `$1` session, `$2` now. At most once a minute. */
export const sessionSeen = statement(
  'session_seen',
  `update session set last_seen_at = $2::timestamptz where id = $1::uuid and last_seen_at < $2::timestamptz - interval '1 minute'`,
);

/** Step-up. `$1` (`member_id, session_id, …`), `$2` events. Another token for the same session; no row where it has ended, or the secret changed. */
export const confirmSession = statement(
  'confirm_session',
  `with c as (
    select ${tenant} as workspace_id, r.* from jsonb_to_record($1::jsonb) as r(member_id uuid, session_id uuid, token_hash text, source text, name text,
           matched text, now timestamptz)),
  confirmed as (
    update session s set token_hash = c.token_hash::bytea, confirmed_at = c.now, last_seen_at = c.now
      from c, account a where ${ownRow('s')} and s.id = c.session_id and ${ownRow('a')} and a.secret_hash = c.matched and s.epoch = a.session_epoch
     returning s.expires_at),
  proven as (select c.workspace_id, c.name::bytea as name, c.source, c.now from c, confirmed),
  ${tryForgivenCte('proven')},
  ${eventCtes('$2::jsonb', 'join confirmed on true')}
  select expires_at from confirmed`,
);

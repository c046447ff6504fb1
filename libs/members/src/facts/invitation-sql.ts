import { rankOf } from './member-sql.ts';

/** The instant from which a round counts: its beginning, or the member's first day where that lies later (`temporal.md` §5). Over rows `i` of
 *  invitation, `m` of member, `w` of workspace. */
export const opensAt = `greatest(i.round_started_at, m.starts_on::timestamp at time zone w.time_zone)`;

/** The instant from which no link works; as much later as the round opens later. In seconds, since days have none in a time zone. */
export const lapsesAt = `(i.expires_at + make_interval(secs => extract(epoch from ${opensAt} - i.round_started_at)))`;

/** A member's row beside its workspace and invitation. */
export const invitedJoin = `join member m on m.workspace_id = i.workspace_id and m.id = i.member_id
      join workspace w on w.id = i.workspace_id`;

/** Who stands for what the invitation gives: whoever changed the groups since the round began, else who invited. Only members have rights
 *  that can be lost; somebody who has left still stands for plain members, whose rank is 10. */
const mayGive = `coalesce((
      select case v.state when 'active' then ${rankOf('v')} else least(${rankOf('v')}, 10) end from member v
       where v.workspace_id = i.workspace_id and v.id = case coalesce(g.actor_kind, i.invited_by_kind) when 'member' then coalesce(g.actor_id, i.invited_by) end), 101)`;

/** What a link opens at an instant: one row `link`, or none for an unknown one. `verdict` is `open` or why not. The same for the page that
 *  shows it and for the acceptance.
 *
 * @param hash an expression of bytea. @param now one of timestamptz. @param from what both are read from, if anything
 */
export const linkCte = (hash: string, now: string, from?: string): string => `
  link as (
    select i.workspace_id, i.id as invitation_id, i.member_id, i.email_key, l.mailed, m.email, m.starts_on,
           case when i.state = 'accepted' then 'used'
                when i.state = 'expired' then 'expired'
                when i.state <> 'open' or m.state <> 'invited' then 'revoked'
                when l.dead then 'replaced'
                when ${lapsesAt} <= ${now} then 'expired'
                when m.ends_on < (${now} at time zone w.time_zone)::date then 'revoked'
                when w.state <> 'active' then 'workspace_suspended'
                when ${rankOf('m')} > ${mayGive} then 'unvouched'
                when ${opensAt} > ${now} then 'not_begun'
                else 'open' end as verdict
      from ${from ? `${from} cross join ` : ''}invitation_link l
      join invitation i on i.workspace_id = l.workspace_id and i.id = l.invitation_id
      ${invitedJoin}
      left join lateral (
        select e.actor_kind, e.actor_id from event e
         where e.workspace_id = i.workspace_id and e.subject_id = i.member_id::text and e.type = 'member.groups_changed' and e.at >= i.round_started_at
         order by e.id desc limit 1) g on true
     where l.token_hash = ${hash})`;

import { defaultPolicies } from '@placet/contracts';

/** Whether a member may be inside at an instant: rows `a` of account, `m` of member, `w` of workspace. Dates are the workspace's (`temporal.md` §5); the last
 *  owner, whose end is put off, stays (I4). */
export const mayBeInside = (now: string): string => `(a.state = 'active' and m.state = 'active' and w.state = 'active'
  and (m.starts_on is null or m.starts_on <= (${now} at time zone w.time_zone)::date)
  and (m.ends_on is null or greatest(m.ends_on, m.end_put_off_until - 1) >= (${now} at time zone w.time_zone)::date))`;

/** A limit of sessions as the workspace's newest policies say, a whole number; read once a statement. */
export const sessionLimit = (key: 'session.idleHours' | 'session.absoluteDays'): string =>
  `coalesce((select (values ->> '${key}')::int from policy order by version desc limit 1), ${defaultPolicies[key]})`;

/** Whether a session still holds at an instant: rows `s` of session, `a` of account. A raised epoch ends it at once; shortened policies do, too. */
export const isLive = (now: string): string => `(s.epoch = a.session_epoch and s.expires_at > ${now}
  and s.created_at > ${now} - make_interval(days => ${sessionLimit('session.absoluteDays')})
  and s.last_seen_at > ${now} - make_interval(hours => ${sessionLimit('session.idleHours')}))`;

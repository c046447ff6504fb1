/** What the dates of a member ask for at an instant, over rows `m` of member and `w` of workspace. Days are the workspace's, in its time zone;
 * his last day is one on which he is still there. */
export const todayAt = (now: string): string => `(${now}::timestamptz at time zone w.time_zone)::date`;

/** His first day has come, and nobody has noted it. */
export const startIsDue = (now: string): string =>
  `coalesce(m.state <> 'erased' and m.starts_on <= ${todayAt(now)} and m.begun_on is distinct from m.starts_on, false)`;

/** His last day is over and he is still there: an `active`, `invited` or `waiting` member. */
const isPastHisEnd = (now: string): string => `(m.ends_on < ${todayAt(now)} and m.state in ('active', 'invited', 'waiting'))`;

/** He is past his end, and it was not put off until a later day, as the last owner's is. */
export const endIsDue = (now: string): string =>
  `coalesce(${isPastHisEnd(now)} and (m.end_put_off_until is null or m.end_put_off_until <= ${todayAt(now)}), false)`;

/** The end of his ban has come. */
export const banIsOver = (now: string): string => `coalesce(m.state = 'banned' and m.banned_until <= ${now}, false)`;

/** The time is over for which the seats of somebody whom a directory switched off were kept. */
export const graceIsOver = (now: string): string => `coalesce(m.state = 'inactive' and m.seat_kept_until <= ${now}, false)`;

const begins = (day: string): string => `(${day})::timestamp at time zone w.time_zone`;

/** The earliest instant after `now` at which one of them will be due; null where none lies ahead. */
export const nextDateAfter = (now: string): string => `case when m.state <> 'erased' then least(
    case when m.starts_on > ${todayAt(now)} and m.begun_on is distinct from m.starts_on then ${begins('m.starts_on')} end,
    case when m.ends_on >= ${todayAt(now)} then ${begins('m.ends_on + 1')} end,
    case when ${isPastHisEnd(now)} and m.end_put_off_until > ${todayAt(now)} then ${begins('m.end_put_off_until')} end,
    case when m.state = 'banned' and m.banned_until > ${now} then m.banned_until end,
    case when m.state = 'inactive' and m.seat_kept_until > ${now} then m.seat_kept_until end) end`;

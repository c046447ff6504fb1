import type { MemberDatesActivities, MemberDatesLook } from '../../src/member-dates/contract.ts';
import { oneDay, type Row } from './row.ts';

/** A member's dates in memory, as days after `at`. The last owner's end is put off day by day. */
export function memberDatesRow({ at, day = oneDay, startsOn, endsOn, bannedUntil, keptUntil, isLastOwner = false }: MemberDatesStart) {
  const dates = { startsOn, endsOn, bannedUntil, keptUntil };
  const told: string[] = [];
  const moment = (days: number) => at + days * day;
  const has = (date: keyof typeof dates, now: number) => dates[date] !== undefined && moment(dates[date]) <= now;
  const meet = (date: keyof typeof dates, what: string) => async (_ref: unknown, now: number) => {
    await during[date]?.();
    if (!has(date, now)) return 'moved' as const;
    told.push(`day ${Math.floor((now - at) / day)}: ${what}`);
    dates[date] = undefined;
    return 'done' as const;
  };
  const activities = {
    lookAtMemberDates: async (_ref, now): Promise<MemberDatesLook> => {
      const ahead = Object.values(dates).filter((days) => days !== undefined);
      return {
        state: ahead.length ? 'ahead' : 'past',
        passed: [],
        isOver: ahead.length === 0,
        nextMoment: Math.min(...ahead.map(moment).filter((due) => due > now), now + 30 * day),
        startIsDue: has('startsOn', now),
        endIsDue: has('endsOn', now),
        banIsOver: has('bannedUntil', now),
        graceIsOver: has('keptUntil', now),
      };
    },
    beginMembership: meet('startsOn', 'begins'),
    endMembership: async (ref, now) => {
      if (!owner.isLast) return meet('endsOn', 'ends')(ref, now);
      dates.endsOn = Math.floor((now - at) / day) + 1;
      return 'moved';
    },
    freeKeptSeats: meet('keptUntil', 'seats freed'),
    liftExpiredBan: meet('bannedUntil', 'ban lifted'),
  } satisfies MemberDatesActivities;
  const owner = { isLast: isLastOwner };
  const during: Partial<Record<keyof typeof dates, () => unknown>> = {};
  return { activities, told, dates, during, owner } satisfies Row & Record<string, unknown>;
}

/** `at`: epoch milliseconds; the dates are whole days after it; `day`: how long a day lasts, in milliseconds. */
export interface MemberDatesStart {
  at: number;
  day?: number;
  startsOn?: number;
  endsOn?: number;
  bannedUntil?: number;
  keptUntil?: number;
  isLastOwner?: boolean;
}

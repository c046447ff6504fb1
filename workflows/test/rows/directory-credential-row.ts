import type { DirectoryCredentialActivities, DirectoryCredentialLook } from '../../src/directory-credential/contract.ts';
import { oneDay, type Row } from './row.ts';

const daysAhead = [30, 7, 1];

/** A token in memory, made at `at`. Only what lay ahead when it was made is told. */
export function directoryCredentialRow({ at, day = oneDay, endsOn, reminded = Infinity }: DirectoryCredentialStart) {
  const row = { endsOn, reminded };
  const told: string[] = [];
  const dueAt = (days: number) => at + (row.endsOn - days) * day;
  const due = (now: number) => daysAhead.findLast((days) => dueAt(days) > at && dueAt(days) <= now && days < row.reminded);
  const isOver = (now: number) => at + row.endsOn * day <= now;
  const activities = {
    lookAtDirectoryCredential: async (_ref, now): Promise<DirectoryCredentialLook> => ({
      state: isOver(now) ? 'over' : 'lives',
      passed: [],
      isOver: isOver(now),
      nextMoment: Math.min(now + 30 * day, ...[...daysAhead.map(dueAt), dueAt(0)].filter((moment) => moment > now)),
      reminderIsDue: !isOver(now) && due(now) !== undefined,
    }),
    remindOfCredentialEnd: async (_ref, now) => {
      const days = due(now);
      if (days === undefined || isOver(now)) return 'moved';
      row.reminded = days;
      told.push(`day ${Math.floor((now - at) / day)}: ${days} days left`);
      return 'done';
    },
  } satisfies DirectoryCredentialActivities;
  return { activities, told, revoke: () => void (row.endsOn = 0) } satisfies Row & Record<string, unknown>;
}

/** `at`: epoch milliseconds; `endsOn`: days after it; `reminded`: the last reminder, as days before its end; `day`: how long a day lasts. */
export interface DirectoryCredentialStart {
  at: number;
  day?: number;
  endsOn: number;
  reminded?: number;
}

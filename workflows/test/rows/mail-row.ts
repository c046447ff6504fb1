import type { MailActivities, MailEnd, MailLook } from '../../src/mail/contract.ts';
import { oneDay, type Row } from './row.ts';

type Answer = 'taken' | 'refused for good' | 'try later';

/** A mail in memory. `server` answers each attempt; the waits grow from a minute, four times as long each, to 6 h. */
export function mailRow({ at, day = oneDay, state = 'waiting', attempts = 0, dueAt = at, server }: MailStart) {
  const row = { state, attempts, dueAt };
  const minute = day / 1_440;
  const told: string[] = [];
  const settle = (how: MailEnd) => {
    row.state = how;
    told.push(`${how} after attempt ${row.attempts}`);
  };
  const activities = {
    lookAtMail: async (_ref, now): Promise<MailLook> => ({
      state: row.state,
      passed: [],
      isOver: row.state !== 'waiting',
      nextMoment: Math.max(row.dueAt, now),
      attemptIsDue: row.state === 'waiting' && row.dueAt <= now,
    }),
    deliverMail: async (_ref, now) => {
      if (row.state !== 'waiting' || row.dueAt > now) return 'moved';
      row.attempts++;
      const answer = server(row.attempts);
      if (answer === 'taken') settle('sent');
      else if (answer === 'refused for good') settle('bounced');
      else if (now - at >= day) settle('failed');
      else row.dueAt = Math.min(now + Math.min(minute * 4 ** (row.attempts - 1), day / 4), at + day);
      return 'done';
    },
  } satisfies MailActivities;
  return { activities, told, drop: () => settle('dropped') } satisfies Row & Record<string, unknown>;
}

/** `at`: epoch milliseconds since which it waits; `day`: how long a day lasts, in milliseconds. */
export interface MailStart {
  at: number;
  day?: number;
  state?: MailLook['state'];
  attempts?: number;
  dueAt?: number;
  server: (attempt: number) => Answer;
}

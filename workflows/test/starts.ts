import type { InvitationLook } from '../src/invitation/contract.ts';
import type { MailLook } from '../src/mail/contract.ts';
import type { MemberDatesLook } from '../src/member-dates/contract.ts';
import type { WaitingListLook } from '../src/waiting-list/contract.ts';
import { invitationRow } from './rows/invitation-row.ts';
import { mailRow } from './rows/mail-row.ts';
import { memberDatesRow } from './rows/member-dates-row.ts';
import { oneDay, type Row } from './rows/row.ts';
import { waitingListRow } from './rows/waiting-list-row.ts';

/** A row as an empty Temporal finds it; `finish` is what somebody does after the first look, then follow `end` and what `told` says. */
export interface Start {
  row: Row;
  finish?: () => void;
  end: string;
  told: string[];
}
/** Each state of the row, and in each the ways it can stand there. */
export type Starts<State extends string> = Record<State, Record<string, (now: number) => Start>>;

const invitationThatIs = (state: InvitationLook['state']) => (now: number) => ({
  row: invitationRow({ at: now - 5 * oneDay, state, wasMailed: ['first'] }),
  end: state,
  told: [],
});
const openSince = (days: number, wasMailed: string[], told: string[]) => (now: number) => {
  const row = invitationRow({ at: now - days * oneDay, wasMailed });
  return { row, finish: () => row.end('accepted'), end: 'accepted', told };
};
export const invitationStarts: Starts<InvitationLook['state']> = {
  open: {
    'nothing mailed': openSince(0, [], ['day 0: first']),
    'first mail out': openSince(1, ['first'], []),
    'a reminder overdue': openSince(8, ['first', 'reminder/1'], ['day 8: reminder/2']),
    'all mails out': openSince(10, ['first', 'reminder/1', 'reminder/2'], []),
    'its last day over': (now) => ({ row: invitationRow({ at: now - 20 * oneDay }), end: 'expired', told: ['day 20: expired'] }),
  },
  accepted: { over: invitationThatIs('accepted') },
  declined: { over: invitationThatIs('declined') },
  revoked: { over: invitationThatIs('revoked') },
  expired: { over: invitationThatIs('expired') },
};

const mailThatIs = (state: MailLook['state']) => (now: number) => ({
  row: mailRow({ at: now, state, server: () => 'taken' }),
  end: state,
  told: [],
});
export const mailStarts: Starts<MailLook['state']> = {
  waiting: {
    'never tried': (now) => ({ row: mailRow({ at: now, server: () => 'taken' }), end: 'sent', told: ['sent after attempt 1'] }),
    'tried before': (now) => ({
      row: mailRow({ at: now - oneDay / 2, attempts: 4, dueAt: now, server: () => 'taken' }),
      end: 'sent',
      told: ['sent after attempt 5'],
    }),
    'put off': (now) => {
      const row = mailRow({ at: now, attempts: 2, dueAt: now + oneDay / 4, server: () => 'taken' });
      return { row, finish: row.drop, end: 'dropped', told: ['dropped after attempt 2'] };
    },
    'out of time': (now) => ({
      row: mailRow({ at: now - 2 * oneDay, attempts: 3, server: () => 'try later' }),
      end: 'failed',
      told: ['failed after attempt 4'],
    }),
  },
  sent: { over: mailThatIs('sent') },
  bounced: { over: mailThatIs('bounced') },
  failed: { over: mailThatIs('failed') },
  dropped: { over: mailThatIs('dropped') },
};

export const waitingListStarts: Starts<WaitingListLook['state']> = {
  waiting: {
    'no seat free': () => {
      const line = waitingListRow({ waiting: 2 });
      return { row: line, finish: () => line.leave(2), end: 'empty', told: [] };
    },
    'seats for all': () => ({ row: waitingListRow({ waiting: 30, free: 30 }), end: 'empty', told: ['20 seated', '10 seated'] }),
    'seats for some': () => {
      const line = waitingListRow({ waiting: 3, free: 1 });
      return { row: line, finish: () => line.leave(2), end: 'empty', told: ['1 seated'] };
    },
  },
  empty: { over: () => ({ row: waitingListRow({ waiting: 0 }), end: 'empty', told: [] }) },
};

const before = (now: number) => now - 3 * oneDay;
export const memberDatesStarts: Starts<MemberDatesLook['state']> = {
  ahead: {
    'start due': (now) => ({ row: memberDatesRow({ at: before(now), startsOn: 2 }), end: 'past', told: ['day 3: begins'] }),
    'end due': (now) => ({ row: memberDatesRow({ at: before(now), endsOn: 1 }), end: 'past', told: ['day 3: ends'] }),
    'ban over': (now) => ({ row: memberDatesRow({ at: before(now), bannedUntil: 3 }), end: 'past', told: ['day 3: ban lifted'] }),
    'grace over': (now) => ({ row: memberDatesRow({ at: before(now), keptUntil: 1 }), end: 'past', told: ['day 3: seats freed'] }),
    'all overdue': (now) => ({
      row: memberDatesRow({ at: before(now), startsOn: 0, endsOn: 2, bannedUntil: 1 }),
      end: 'past',
      told: ['day 3: begins', 'day 3: ends', 'day 3: ban lifted'],
    }),
    later: (now) => {
      const row = memberDatesRow({ at: before(now), endsOn: 400 });
      return { row, finish: () => void (row.dates.endsOn = undefined), end: 'past', told: [] };
    },
  },
  past: { over: (now) => ({ row: memberDatesRow({ at: before(now) }), end: 'past', told: [] }) },
};

/** One line per way to start, for `it.each`. */
export const each = (starts: Starts<string>) =>
  Object.entries(starts).flatMap(([state, ways]) => Object.entries(ways).map(([how, start]) => ({ state, how, start })));

import type { DirectoryCredentialLook } from '../src/directory-credential/contract.ts';
import type { DirectoryGroupLook } from '../src/directory-group/contract.ts';
import { directoryCredentialRow } from './rows/directory-credential-row.ts';
import { directoryGroupRow } from './rows/directory-group-row.ts';
import { oneDay } from './rows/row.ts';
import type { Starts } from './starts.ts';

export const directoryCredentialStarts: Starts<DirectoryCredentialLook['state']> = {
  lives: {
    'far from its end': (now) => {
      const row = directoryCredentialRow({ at: now, endsOn: 365 });
      return { row, finish: row.revoke, end: 'over', told: [] };
    },
    'a reminder overdue': (now) => {
      const row = directoryCredentialRow({ at: now - 360 * oneDay, endsOn: 365, reminded: 30 });
      return { row, finish: row.revoke, end: 'over', told: ['day 360: 7 days left'] };
    },
    'all reminders overdue': (now) => {
      const row = directoryCredentialRow({ at: now - 364.5 * oneDay, endsOn: 365 });
      return { row, finish: row.revoke, end: 'over', told: ['day 364: 1 days left'] };
    },
  },
  over: { over: (now) => ({ row: directoryCredentialRow({ at: now - 400 * oneDay, endsOn: 365 }), end: 'over', told: [] }) },
};

export const directoryGroupStarts: Starts<DirectoryGroupLook['state']> = {
  behind: {
    'nobody brought yet': () => ({
      row: directoryGroupRow({ behind: 26 }),
      end: 'settled',
      told: ['25 brought, 25 given', '1 brought, 1 given'],
    }),
    'seats for some': () => {
      const row = directoryGroupRow({ behind: 2, seats: 1 });
      return { row, finish: row.unmap, end: 'settled', told: ['2 brought, 1 given'] };
    },
    'a seat free for who was refused one': () => ({
      row: directoryGroupRow({ behind: 0, seatless: 1, seats: 1 }),
      end: 'settled',
      told: ['1 brought, 1 given'],
    }),
  },
  seatless: {
    'no seat free': () => {
      const row = directoryGroupRow({ behind: 0, seatless: 2, seats: 0 });
      return { row, finish: row.unmap, end: 'settled', told: [] };
    },
  },
  settled: { over: () => ({ row: directoryGroupRow({ behind: 0 }), end: 'settled', told: [] }) },
};

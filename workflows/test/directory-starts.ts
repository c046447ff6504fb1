import type { DirectoryCredentialLook } from '../src/directory-credential/contract.ts';
import { directoryCredentialRow } from './rows/directory-credential-row.ts';
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

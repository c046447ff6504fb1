import { mailProcess as process } from '../../src/mail/contract.ts';
import { mailRow } from '../rows/mail-row.ts';
import type { Branch } from './branch.ts';

export const mailBranches: Branch[] = [
  {
    process,
    name: 'sent',
    story: 'sends at the first attempt',
    play: ({ at, day, begin }) => begin(mailRow({ at, day, server: () => 'taken' })),
    end: 'sent',
    told: ['sent after attempt 1'],
  },
  {
    process,
    name: 'sent-after-an-outage',
    story: 'tries again later when the mail server is away',
    play: ({ at, day, begin }) => begin(mailRow({ at, day, server: (attempt) => (attempt < 4 ? 'try later' : 'taken') })),
    end: 'sent',
    told: ['sent after attempt 4'],
  },
  {
    process,
    name: 'bounced',
    story: 'records a bounce and does not try again',
    play: ({ at, day, begin }) => begin(mailRow({ at, day, server: () => 'refused for good' })),
    end: 'bounced',
    told: ['bounced after attempt 1'],
  },
  {
    process,
    name: 'failed',
    story: 'gives up after 24 h',
    play: ({ at, day, begin }) => begin(mailRow({ at, day, server: () => 'try later' })),
    end: 'failed',
    told: ['failed after attempt 10'],
  },
  {
    process,
    name: 'dropped',
    story: 'stops waiting when the mail is no longer wanted',
    async play({ at, day, begin, poke, sleep }) {
      const row = mailRow({ at, day, server: () => 'try later' });
      await begin(row);
      await sleep(0.5);
      row.drop();
      await poke();
    },
    end: 'dropped',
    told: ['dropped after attempt 7'],
  },
];

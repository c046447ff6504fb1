import { invitationProcess as process } from '../../src/invitation/contract.ts';
import { invitationRow } from '../rows/invitation-row.ts';
import type { Branch } from './branch.ts';

export const invitationBranches: Branch[] = [
  {
    process,
    name: 'lapses',
    story: 'sends two reminders, on days 3 and 7, then lapses on day 14',
    play: ({ at, day, begin }) => begin(invitationRow({ at, day })),
    end: 'expired',
    told: ['day 0: first', 'day 3: reminder/1', 'day 7: reminder/2', 'day 14: expired'],
  },
  {
    process,
    name: 'accepted',
    story: 'stops when it is accepted on day 4',
    async play({ at, day, begin, poke, sleep }) {
      const row = invitationRow({ at, day });
      await begin(row);
      await sleep(4);
      row.end('accepted');
      await poke();
    },
    end: 'accepted',
    told: ['day 0: first', 'day 3: reminder/1'],
  },
  {
    process,
    name: 'accepted-during-a-reminder',
    story: 'looks again when it is accepted while the reminder is being sent',
    async play({ at, day, begin, poke }) {
      const row = invitationRow({ at, day, wasMailed: ['first'] });
      row.during.sendInvitationMail = () => {
        row.end('accepted');
        return poke();
      };
      await begin(row);
    },
    end: 'accepted',
    told: [],
  },
  {
    process,
    name: 'resent-extended-revoked',
    story: 'mails again when it is resent on day 5, lives on when it is extended, and stops when it is revoked on day 16',
    async play({ at, day, begin, poke, sleep }) {
      const row = invitationRow({ at, day });
      await begin(row);
      await sleep(5);
      row.resend();
      await poke();
      await sleep(7);
      row.extend(7);
      await poke();
      await sleep(4);
      row.end('revoked');
      await poke();
    },
    end: 'revoked',
    told: ['day 0: first', 'day 3: reminder/1', 'day 5: resend/1', 'day 7: reminder/2'],
  },
  {
    process,
    name: 'extended-as-it-lapses',
    story: 'lives on when it is extended in the very moment of lapsing',
    async play({ at, day, begin, poke }) {
      const row = invitationRow({ at, day, withoutMail: true });
      row.during.expireInvitation = () => {
        row.during.expireInvitation = undefined;
        row.extend(2);
        return poke();
      };
      await begin(row);
    },
    end: 'expired',
    told: ['day 16: expired'],
  },
  {
    process,
    name: 'declined-before-the-first-look',
    story: 'is over at the first look when it was declined before',
    play: ({ at, day, begin }) => begin(invitationRow({ at, day, state: 'declined', wasMailed: ['first'] })),
    end: 'declined',
    told: [],
  },
];

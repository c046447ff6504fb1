import { memberDatesProcess as process } from '../../src/member-dates/contract.ts';
import { memberDatesRow } from '../rows/member-dates-row.ts';
import type { Branch } from './branch.ts';

export const memberDatesBranches: Branch[] = [
  {
    process,
    name: 'begins-and-ends',
    story: 'begins on the first day and ends on the last, further ahead than one wait is long',
    play: ({ at, day, begin }) => begin(memberDatesRow({ at, day, startsOn: 10, endsOn: 45 })),
    end: 'past',
    told: ['day 10: begins', 'day 45: ends'],
  },
  {
    process,
    name: 'ends-sooner',
    story: 'follows when the last day is brought forward',
    async play({ at, day, begin, poke, sleep }) {
      const row = memberDatesRow({ at, day, endsOn: 28 });
      await begin(row);
      await sleep(2);
      row.dates.endsOn = 5;
      await poke();
    },
    end: 'past',
    told: ['day 5: ends'],
  },
  {
    process,
    name: 'ban-lifted',
    story: 'lifts the ban in its last moment',
    play: ({ at, day, begin }) => begin(memberDatesRow({ at, day, bannedUntil: 7 })),
    end: 'past',
    told: ['day 7: ban lifted'],
  },
  {
    process,
    name: 'seats-freed',
    story: 'frees the seats of somebody who does not come back, and not those of somebody who does',
    async play({ at, day, begin, poke, sleep }) {
      const row = memberDatesRow({ at, day, keptUntil: 2 });
      await begin(row);
      await sleep(1.5);
      row.dates.keptUntil = 5;
      await poke();
    },
    end: 'past',
    told: ['day 5: seats freed'],
  },
  {
    process,
    name: 'last-owner',
    story: 'tries again each day while the last owner can not go',
    async play({ at, day, begin, sleep }) {
      const row = memberDatesRow({ at, day, endsOn: 1, isLastOwner: true });
      await begin(row);
      await sleep(3.5);
      row.owner.isLast = false;
    },
    end: 'past',
    told: ['day 4: ends'],
  },
];

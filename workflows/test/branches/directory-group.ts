import { directoryGroupProcess as process } from '../../src/directory-group/contract.ts';
import { directoryGroupRow } from '../rows/directory-group-row.ts';
import type { Branch } from './branch.ts';

export const directoryGroupBranches: Branch[] = [
  {
    process,
    name: 'brought-along',
    story: 'brings 60 members along, 25 at a time, and ends',
    play: ({ day, begin }) => begin(directoryGroupRow({ behind: 60, day })),
    end: 'settled',
    told: ['25 brought, 25 given', '25 brought, 25 given', '10 brought, 10 given'],
  },
  {
    process,
    name: 'seatless-until-granted',
    story: 'waits with two who were refused a seat, and tries them again when seats are granted on day 3',
    async play({ day, begin, poke, sleep }) {
      const row = directoryGroupRow({ behind: 3, seats: 1, day });
      await begin(row);
      await sleep(3.5);
      row.grant(2);
      await poke();
    },
    end: 'settled',
    told: ['3 brought, 1 given', '2 brought, 2 given'],
  },
];

import { waitingListProcess as process } from '../../src/waiting-list/contract.ts';
import { waitingListRow } from '../rows/waiting-list-row.ts';
import type { Branch } from './branch.ts';

export const waitingListBranches: Branch[] = [
  {
    process,
    name: 'seated-in-turns',
    story: 'seats whoever can be seated, 20 at a time, when seats are granted on day 2, and the last one on day 40',
    async play({ day, begin, poke, sleep }) {
      const line = waitingListRow({ waiting: 46, day });
      await begin(line);
      await sleep(2.5);
      line.grant(45);
      await poke();
      await sleep(38.2);
      line.grant(1);
      await poke();
    },
    end: 'empty',
    told: ['20 seated', '20 seated', '5 seated', '1 seated'],
  },
  {
    process,
    name: 'taken-by-another-door',
    story: 'looks again when the free seat goes through another door, and ends when the last one leaves the line',
    async play({ day, begin, poke, sleep }) {
      const line = waitingListRow({ waiting: 1, free: 1, day });
      line.during.giveFreeSeats = () => line.take(1);
      await begin(line);
      await sleep(3.5);
      line.leave(1);
      await poke();
    },
    end: 'empty',
    told: [],
  },
  {
    process,
    name: 'continues-as-new',
    story: 'goes on in a new run when it was poked so often that its history is long',
    async play({ day, begin, poke, sleep }) {
      const line = waitingListRow({ waiting: 1, day });
      await begin(line);
      for (let pokes = 0; pokes < 20; pokes++) {
        await sleep(0.5);
        await poke();
      }
      line.grant(1);
      await poke();
    },
    end: 'empty',
    told: ['1 seated'],
  },
];

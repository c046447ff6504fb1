import type { DirectoryGroupActivities, DirectoryGroupLook } from '../../src/directory-group/contract.ts';
import { oneDay, type Row } from './row.ts';

/** A mapped group in memory: members whom the mapping is ahead of, brought 25 at a time; without a free seat they are refused one. */
export function directoryGroupRow({ behind, seats = Infinity, seatless = 0, day = oneDay }: DirectoryGroupStart) {
  const group = { behind, seats, seatless };
  const told: string[] = [];
  const due = () => group.behind + (group.seats > 0 ? group.seatless : 0);
  const stateOf = () => (due() ? 'behind' : group.seatless ? 'seatless' : 'settled');
  const activities = {
    lookAtDirectoryGroup: async (_ref, now): Promise<DirectoryGroupLook> => ({
      state: stateOf(),
      passed: [],
      isOver: stateOf() === 'settled',
      nextMoment: now + day,
      behind: due(),
      someoneIsBehind: due() > 0,
    }),
    bringMembersAlong: async () => {
      await during.bringMembersAlong?.();
      const people = Math.min(due(), 25);
      if (!people) return 'moved';
      const tried = Math.min(people, group.seatless);
      const given = Math.min(people, group.seats);
      group.seats -= given;
      group.behind -= people - tried;
      group.seatless += people - tried - given;
      told.push(`${people} brought, ${given} given`);
      return 'done';
    },
  } satisfies DirectoryGroupActivities;
  const during: { bringMembersAlong?: () => unknown } = {};
  return {
    activities,
    told,
    during,
    /** the mapping is another one, or people came */
    change: (people: number) => void (group.behind = people),
    grant: (more: number) => void (group.seats += more),
    unmap: () => void ((group.behind = 0), (group.seatless = 0)),
  } satisfies Row & Record<string, unknown>;
}

export interface DirectoryGroupStart {
  behind: number;
  seats?: number;
  seatless?: number;
  /** how long a day lasts, in milliseconds */
  day?: number;
}

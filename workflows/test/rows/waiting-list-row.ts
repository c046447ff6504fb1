import type { WaitingListActivities, WaitingListLook } from '../../src/waiting-list/contract.ts';
import { oneDay, type Row } from './row.ts';

/** The line of one pool in memory, seated at most 20 at a time. */
export function waitingListRow({ waiting, free = 0, day = oneDay }: WaitingListStart) {
  const line = { waiting, free };
  const told: string[] = [];
  const activities = {
    lookAtWaitingList: async (_ref, now): Promise<WaitingListLook> => ({
      state: line.waiting > 0 ? 'waiting' : 'empty',
      passed: [],
      isOver: line.waiting === 0,
      nextMoment: now + day,
      waiting: line.waiting,
      someoneCanBeSeated: line.waiting > 0 && line.free > 0,
    }),
    giveFreeSeats: async () => {
      await during.giveFreeSeats?.();
      const seated = Math.min(line.waiting, line.free, 20);
      if (!seated) return 'moved';
      line.waiting -= seated;
      line.free -= seated;
      told.push(`${seated} seated`);
      return 'done';
    },
  } satisfies WaitingListActivities;
  const during: { giveFreeSeats?: () => unknown } = {};
  return {
    activities,
    told,
    during,
    grant: (seats: number) => void (line.free += seats),
    leave: (people: number) => void (line.waiting -= people),
    join: (people: number) => void (line.waiting += people),
    take: (seats: number) => void (line.free -= seats),
  } satisfies Row & Record<string, unknown>;
}

export interface WaitingListStart {
  waiting: number;
  free?: number;
  /** how long a day lasts, in milliseconds */
  day?: number;
}

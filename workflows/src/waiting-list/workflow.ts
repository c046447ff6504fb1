import { proxyActivities } from '@temporalio/workflow';
import { doors } from '../doors.ts';
import { followProcess } from '../follow-process.ts';
import type { WaitingListActivities, WaitingListEnd, WaitingListRef } from './contract.ts';

const { lookAtWaitingList, giveFreeSeats } = proxyActivities<WaitingListActivities>(doors);

/** One per pool, however many wait. Whoever frees a seat seats the first in line himself; this follows grants and repairs what was missed. */
export async function waitingList(pool: WaitingListRef): Promise<WaitingListEnd> {
  const { untilOver, waitForPoke } = followProcess(pool, lookAtWaitingList);
  return untilOver(async (line) => {
    if (line.someoneCanBeSeated) await giveFreeSeats(pool);
    else await waitForPoke(line.nextMoment);
  });
}

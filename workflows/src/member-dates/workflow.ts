import { proxyActivities } from '@temporalio/workflow';
import { doors } from '../doors.ts';
import { followProcess } from '../follow-process.ts';
import type { MemberDatesActivities, MemberDatesEnd, MemberDatesRef } from './contract.ts';

const { lookAtMemberDates, beginMembership, endMembership, freeKeptSeats, liftExpiredBan } = proxyActivities<MemberDatesActivities>(doors);

/** Acts on the days that were written down for a member: his first, his last, the end of a ban, and of a grace for his seats. */
export async function memberDates(ref: MemberDatesRef): Promise<MemberDatesEnd> {
  const { untilOver, waitForPoke } = followProcess(ref, lookAtMemberDates);
  return untilOver(async (row) => {
    if (row.startIsDue) await beginMembership(ref, Date.now());
    else if (row.endIsDue) await endMembership(ref, Date.now());
    else if (row.banIsOver) await liftExpiredBan(ref, Date.now());
    else if (row.graceIsOver) await freeKeptSeats(ref, Date.now());
    else await waitForPoke(row.nextMoment);
  });
}

import { proxyActivities } from '@temporalio/workflow';
import { doors } from '../doors.ts';
import { followProcess } from '../follow-process.ts';
import type { DirectoryGroupActivities, DirectoryGroupEnd, DirectoryGroupRef } from './contract.ts';

const { lookAtDirectoryGroup, bringMembersAlong } = proxyActivities<DirectoryGroupActivities>(doors);

/** Brings the members of a mapped group to what the mapping says, batch by batch; who was refused a seat is tried again once one is free. */
export async function directoryGroup(group: DirectoryGroupRef): Promise<DirectoryGroupEnd> {
  const { untilOver, waitForPoke } = followProcess(group, lookAtDirectoryGroup);
  return untilOver(async (row) => {
    if (row.someoneIsBehind) await bringMembersAlong(group);
    else await waitForPoke(row.nextMoment);
  });
}

import { proxyActivities } from '@temporalio/workflow';
import { doors } from '../doors.ts';
import { followProcess } from '../follow-process.ts';
import type { DirectoryCredentialActivities, DirectoryCredentialEnd, DirectoryCredentialRef } from './contract.ts';

const { lookAtDirectoryCredential, remindOfCredentialEnd } = proxyActivities<DirectoryCredentialActivities>(doors);

/** Reminds of the end of a directory's token or client, so that no directory stops in the middle of a night. */
export async function directoryCredential(ref: DirectoryCredentialRef): Promise<DirectoryCredentialEnd> {
  const { untilOver, waitForPoke } = followProcess(ref, lookAtDirectoryCredential);
  return untilOver(async (row) => {
    if (row.reminderIsDue) await remindOfCredentialEnd(ref, Date.now());
    else await waitForPoke(row.nextMoment);
  });
}

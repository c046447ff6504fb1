import { proxyActivities } from '@temporalio/workflow';
import { doors } from '../doors.ts';
import { followProcess } from '../follow-process.ts';
import type { InvitationActivities, InvitationEnd, InvitationRef } from './contract.ts';

const { lookAtInvitation, sendInvitationMail, expireInvitation } = proxyActivities<InvitationActivities>(doors);

/** The seat is reserved already. Until the invitation is over: send the mail that is due, or let it lapse, or wait for a poke. */
export async function invitation(ref: InvitationRef): Promise<InvitationEnd> {
  const { untilOver, waitForPoke } = followProcess(ref, lookAtInvitation);
  return untilOver(async (row) => {
    if (row.mailDue) await sendInvitationMail(ref, row.mailDue);
    else if (row.hasLapsed) await expireInvitation(ref, Date.now());
    else await waitForPoke(row.nextMoment);
  });
}

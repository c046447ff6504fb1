import { proxyActivities } from '@temporalio/workflow';
import { doors } from '../doors.ts';
import { followProcess } from '../follow-process.ts';
import type { MailActivities, MailEnd, MailRef } from './contract.ts';

const { lookAtMail } = proxyActivities<MailActivities>(doors);
const { deliverMail } = proxyActivities<MailActivities>({ ...doors, startToCloseTimeout: '30s' }); // a mail server takes its time

/** Tries until the mail is sent, bounced, or given up after 24 h; the row says when the next attempt is due. */
export async function mail(ref: MailRef): Promise<MailEnd> {
  const { untilOver, waitForPoke } = followProcess(ref, lookAtMail);
  return untilOver(async (row) => {
    if (row.attemptIsDue) await deliverMail(ref, Date.now());
    else await waitForPoke(row.nextMoment);
  });
}

import type { Look, Stepped } from '../look.ts';

/** Ids only: what the workflow is started with. */
export interface MailRef {
  workspaceId: string;
  id: string;
}

/** `bounced`: the address was refused for good (SMTP 5xx); `failed`: 24 h of attempts came to nothing; `dropped`: no longer wanted when its turn came. */
export type MailEnd = 'sent' | 'bounced' | 'failed' | 'dropped';

export interface MailLook extends Look {
  state: 'waiting' | MailEnd;
  /** an attempt is due now; after a failed one, `nextMoment` says when the next is */
  attemptIsDue: boolean;
}

/** The doors that the workflow needs. Each may run twice. */
export interface MailActivities {
  /** @param now epoch milliseconds; what is due is judged at this moment */
  lookAtMail(ref: MailRef, now: number): Promise<MailLook>;
  /** One attempt, within 25 s. Whatever comes of it is recorded in the row (sent, bounced, put off with a back-off, failed after 24 h) and never thrown. */
  deliverMail(ref: MailRef, now: number): Promise<Stepped>;
}

/** How the relay starts and pokes it: the workflow's type and id, and whether a new run may follow one that ended well. */
export const mailProcess = {
  kind: 'mail',
  workflow: 'mail',
  runsAgain: false,
  workflowId: (ref: MailRef) => `mail/${ref.id}`,
} as const;

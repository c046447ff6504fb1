import type { Look, Stepped } from '../look.ts';

/** Ids only: what the workflow is started with. */
export interface InvitationRef {
  workspaceId: string;
  id: string;
}

export type InvitationEnd = 'accepted' | 'declined' | 'revoked' | 'expired';

export interface InvitationLook extends Look {
  state: 'open' | InvitationEnd;
  /** the mail that is due now, as it stands in the key `invitation/<id>/<mail>` of its `mail` row; absent: none is, as after the last day */
  mailDue?: string;
  /** its last day is over while it is still open */
  hasLapsed: boolean;
}

/** The doors that the workflow needs. Each may run twice. */
export interface InvitationActivities {
  /** @param now epoch milliseconds; what is due is judged at this moment */
  lookAtInvitation(ref: InvitationRef, now: number): Promise<InvitationLook>;
  /** Asks for the mail once, under its key; the mail's own process delivers it. `moved`: the invitation is over, or it was asked for before. */
  sendInvitationMail(ref: InvitationRef, mail: string): Promise<Stepped>;
  /** Lets it lapse: the reserved seats are free again. `moved`: it is over, or was extended beyond `now`. */
  expireInvitation(ref: InvitationRef, now: number): Promise<Stepped>;
}

/** How the relay starts and pokes it: the workflow's type and id, and whether a new run may follow one that ended well. */
export const invitationProcess = {
  kind: 'invitation',
  workflow: 'invitation',
  runsAgain: false,
  workflowId: (ref: InvitationRef) => `invitation/${ref.id}`,
} as const;

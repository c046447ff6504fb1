import type { Look, Stepped } from '../look.ts';

/** Ids only; `id` is the member's. */
export interface MemberDatesRef {
  workspaceId: string;
  id: string;
}

export type MemberDatesEnd = 'past';

export interface MemberDatesLook extends Look {
  /** `ahead`: a start, an end, the end of a ban or of a grace still lies ahead; `past`: none does */
  state: 'ahead' | MemberDatesEnd;
  /** `startsOn` has come, in the workspace's time zone, and the member has not begun */
  startIsDue: boolean;
  /** `endsOn` is over, in the workspace's time zone, and the member is still there */
  endIsDue: boolean;
  /** he is banned and `until` has come */
  banIsOver: boolean;
  /** a directory switched him off, his seats were kept for a while, and the while is over */
  graceIsOver: boolean;
}

/** The doors that the workflow needs. Each may run twice; `moved`: the date was changed, or somebody did it by hand. */
export interface MemberDatesActivities {
  /** @param now epoch milliseconds; what is due is judged at this moment */
  lookAtMemberDates(ref: MemberDatesRef, now: number): Promise<MemberDatesLook>;
  /** From here on he gets mail and may sign in. */
  beginMembership(ref: MemberDatesRef, now: number): Promise<Stepped>;
  /** Deactivates him; his seats are free. The last owner stays (I4): `moved`, and the next look says nothing is due before tomorrow. */
  endMembership(ref: MemberDatesRef, now: number): Promise<Stepped>;
  /** Frees the seats that were kept for him, and seats whoever waits for them. */
  freeKeptSeats(ref: MemberDatesRef, now: number): Promise<Stepped>;
  /** Lifts the ban: banned becomes inactive. */
  liftExpiredBan(ref: MemberDatesRef, now: number): Promise<Stepped>;
}

/** How the relay starts and pokes it: the workflow's type and id, and whether a new run may follow one that ended well. */
export const memberDatesProcess = {
  kind: 'member-dates',
  workflow: 'memberDates',
  runsAgain: true,
  workflowId: (ref: MemberDatesRef) => `member-dates/${ref.id}`,
} as const;

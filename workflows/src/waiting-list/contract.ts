import type { Look, Stepped } from '../look.ts';

/** One line per pool: the workspace and the product's code. */
export interface WaitingListRef {
  workspaceId: string;
  product: string;
}

export type WaitingListEnd = 'empty';

export interface WaitingListLook extends Look {
  state: 'waiting' | WaitingListEnd;
  /** how many people are in the line; 0: it is over. It tells two turns of seating apart */
  waiting: number;
  /** somebody in the line can get every seat that he waits for */
  someoneCanBeSeated: boolean;
}

/** The doors that the workflow needs. Each may run twice. */
export interface WaitingListActivities {
  /** @param now epoch milliseconds; what is due is judged at this moment */
  lookAtWaitingList(ref: WaitingListRef, now: number): Promise<WaitingListLook>;
  /** Seats up to 20 people, by priority, then first come; all of a person's products or none. `moved`: nobody can be seated any more. */
  giveFreeSeats(ref: WaitingListRef): Promise<Stepped>;
}

/** How the relay starts and pokes it: the workflow's type and id, and whether a new run may follow one that ended well. */
export const waitingListProcess = {
  kind: 'waiting-list',
  workflow: 'waitingList',
  runsAgain: true,
  workflowId: (ref: WaitingListRef) => `waiting-list/${ref.workspaceId}/${ref.product}`,
} as const;

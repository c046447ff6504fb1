import type { Look, Stepped } from '../look.ts';

/** Ids only; `id` is the directory group's. */
export interface DirectoryGroupRef {
  workspaceId: string;
  id: string;
}

export type DirectoryGroupEnd = 'settled';

export interface DirectoryGroupLook extends Look {
  /** `behind`: members have not been brought to what the mapping says; `seatless`: all were, but some were refused a seat; `settled`: nothing is left */
  state: 'behind' | 'seatless' | DirectoryGroupEnd;
  /** how many members something is to be done for now; it tells two turns apart */
  behind: number;
  /** somebody is behind now */
  someoneIsBehind: boolean;
}

/** The doors that the workflow needs. Each may run twice. */
export interface DirectoryGroupActivities {
  /** @param now epoch milliseconds; what is due is judged at this moment */
  lookAtDirectoryGroup(ref: DirectoryGroupRef, now: number): Promise<DirectoryGroupLook>;
  /** Gives and takes what the mapping says, for the next 25 members at most, each through the one seat gate. `moved`: nobody is behind any more. */
  bringMembersAlong(ref: DirectoryGroupRef): Promise<Stepped>;
}

/** How the relay starts and pokes it: the workflow's type and id, and whether a new run may follow one that ended well. */
export const directoryGroupProcess = {
  kind: 'directory-group',
  workflow: 'directoryGroup',
  runsAgain: true,
  workflowId: (ref: DirectoryGroupRef) => `directory-group/${ref.id}`,
} as const;

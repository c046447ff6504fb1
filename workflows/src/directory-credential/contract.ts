import type { Look, Stepped } from '../look.ts';

/** Ids only; `id` is that of a directory connection's token or OAuth client. */
export interface DirectoryCredentialRef {
  workspaceId: string;
  id: string;
}

export type DirectoryCredentialEnd = 'over';

export interface DirectoryCredentialLook extends Look {
  /** `lives`: it will expire; `over`: it has, or was revoked */
  state: 'lives' | DirectoryCredentialEnd;
  /** it expires within 30, 7 or 1 days, and nobody was reminded of that yet */
  reminderIsDue: boolean;
}

/** The doors that the workflow needs. Each may run twice; `moved`: it was revoked, or somebody was reminded already. */
export interface DirectoryCredentialActivities {
  /** @param now epoch milliseconds; what is due is judged at this moment */
  lookAtDirectoryCredential(ref: DirectoryCredentialRef, now: number): Promise<DirectoryCredentialLook>;
  /** Asks for the mails to those who manage directories. */
  remindOfCredentialEnd(ref: DirectoryCredentialRef, now: number): Promise<Stepped>;
}

/** How the relay starts and pokes it: the workflow's type and id, and whether a new run may follow one that ended well. */
export const directoryCredentialProcess = {
  kind: 'directory-credential',
  workflow: 'directoryCredential',
  runsAgain: false,
  workflowId: (ref: DirectoryCredentialRef) => `directory-credential/${ref.id}`,
} as const;

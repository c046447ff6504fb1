import type { Branch } from './branch.ts';
import { directoryCredentialBranches } from './directory-credential.ts';
import { directoryGroupBranches } from './directory-group.ts';
import { invitationBranches } from './invitation.ts';
import { mailBranches } from './mail.ts';
import { memberDatesBranches } from './member-dates.ts';
import { waitingListBranches } from './waiting-list.ts';

export const branches: Branch[] = [
  ...invitationBranches,
  ...mailBranches,
  ...memberDatesBranches,
  ...waitingListBranches,
  ...directoryCredentialBranches,
  ...directoryGroupBranches,
];

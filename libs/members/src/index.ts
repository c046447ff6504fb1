export { AcceptInvitation, type Newcomer } from './commands/accept-invitation.ts';
export { AddMember, type CredentialChoice, type MemberAdded } from './commands/add-member.ts';
export { BanMember } from './commands/ban-member.ts';
export { CopyInvitationLink, type CopiedLink } from './commands/copy-invitation-link.ts';
export { DeactivateMember } from './commands/deactivate-member.ts';
export { EditMember, type MemberChange } from './commands/edit-member.ts';
export { ExtendInvitation } from './commands/extend-invitation.ts';
export { JoinByInvitation } from './commands/join-by-invitation.ts';
export { LiftBan } from './commands/lift-ban.ts';
export { OpenWorkspace, type NewWorkspace, type WorkspaceOpened } from './commands/open-workspace.ts';
export { ReactivateMember, type MemberRejoined } from './commands/reactivate-member.ts';
export { ResendInvitation } from './commands/resend-invitation.ts';
export { RevokeInvitation } from './commands/revoke-invitation.ts';
export { InvitationGone, MembershipNotBegun, OtherAccountSignedIn } from './invitation-errors.ts';
export { invitationUrl } from './invitation-link.ts';
export {
  AlreadyInvited,
  LastOwner,
  ManagedByDirectory,
  NotOneself,
  UsernameNeeded,
  UsernameTaken,
  WorkspaceSuspended,
} from './member-errors.ts';
export { MembersActivities } from './members.activities.ts';
export { MembersModule } from './members.module.ts';
export { type NewMember } from './new-member.ts';

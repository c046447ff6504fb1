export { AcceptInvitation, type Newcomer } from './commands/accept-invitation.ts';
export { AddByDirectory, type AddedByDirectory, type DirectoryBeginning } from './commands/add-by-directory.ts';
export { AddGroup } from './commands/add-group.ts';
export { AddMember, type CredentialChoice, type MemberAdded } from './commands/add-member.ts';
export { BanMember } from './commands/ban-member.ts';
export { ChangeGrants, type Grants, type GrantsRefused } from './commands/change-grants.ts';
export { CopyInvitationLink, type CopiedLink } from './commands/copy-invitation-link.ts';
export { DeactivateMember } from './commands/deactivate-member.ts';
export { EditGroup, type GroupChange } from './commands/edit-group.ts';
export { EditMember, type MemberChange } from './commands/edit-member.ts';
export { ExtendInvitation } from './commands/extend-invitation.ts';
export { FollowDirectory } from './commands/follow-directory.ts';
export { InviteOwnerAnew } from './commands/invite-owner-anew.ts';
export { JoinByInvitation } from './commands/join-by-invitation.ts';
export { LiftBan } from './commands/lift-ban.ts';
export { OpenWorkspace, type NewWorkspace, type WorkspaceOpened } from './commands/open-workspace.ts';
export { PutPolicies } from './commands/put-policies.ts';
export { ReactivateMember, type MemberRejoined } from './commands/reactivate-member.ts';
export { RequireSecretChange } from './commands/require-secret-change.ts';
export { ResendInvitation } from './commands/resend-invitation.ts';
export { ResetSecret, type SecretReset } from './commands/reset-secret.ts';
export { RevokeInvitation } from './commands/revoke-invitation.ts';
export { SwitchByDirectory, type Switch, type Switched } from './commands/switch-by-directory.ts';
export { SignOutEverywhere } from './commands/sign-out-everywhere.ts';
export { lockConnection } from './facts/directory-sql.ts';
export { BuiltInGroupProtected, GroupNameTaken } from './group-errors.ts';
export type { ReadAfter } from './hot-facts.ts';
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
export type { DirectoryProfile } from './member.ts';
export { MembersActivities } from './members.activities.ts';
export { MembersModule } from './members.module.ts';
export { e164, type NewMember, type SaidByDirectory } from './new-member.ts';
export { GetMember } from './queries/get-member.ts';
export { ListGroups } from './queries/list-groups.ts';
export { ListMembers } from './queries/list-members.ts';

export { AcceptInvitation, InvitationGone } from './commands/accept-invitation.ts';
export { AddMember, type CredentialChoice, type MemberAdded } from './commands/add-member.ts';
export { BanMember } from './commands/ban-member.ts';
export { DeactivateMember } from './commands/deactivate-member.ts';
export { EditMember, type MemberChange } from './commands/edit-member.ts';
export { LiftBan } from './commands/lift-ban.ts';
export { OpenWorkspace, type NewWorkspace, type WorkspaceOpened } from './commands/open-workspace.ts';
export { ReactivateMember, type MemberRejoined } from './commands/reactivate-member.ts';
export {
  AlreadyInvited,
  LastOwner,
  ManagedByDirectory,
  NotOneself,
  UsernameNeeded,
  UsernameTaken,
  WorkspaceSuspended,
} from './member-errors.ts';
export { MembersModule } from './members.module.ts';
export { type NewMember } from './new-member.ts';

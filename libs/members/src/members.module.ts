import { Module } from '@nestjs/common';
import { IdentityModule } from '@placet/identity';
import { NotificationsModule } from '@placet/notifications';
import { SeatsModule } from '@placet/seats';
import { WorkspacesModule } from '@placet/workspaces';
import { AcceptInvitationHandler } from './commands/accept-invitation.ts';
import { AddGroupHandler } from './commands/add-group.ts';
import { AddByDirectoryHandler } from './commands/add-by-directory.ts';
import { AddMemberHandler } from './commands/add-member.ts';
import { BanMemberHandler } from './commands/ban-member.ts';
import { DeactivateMemberHandler } from './commands/deactivate-member.ts';
import { EditGroupHandler } from './commands/edit-group.ts';
import { EditMemberHandler } from './commands/edit-member.ts';
import { InviteOwnerAnewHandler } from './commands/invite-owner-anew.ts';
import { LiftBanHandler } from './commands/lift-ban.ts';
import { OpenWorkspaceHandler } from './commands/open-workspace.ts';
import { PutPoliciesHandler } from './commands/put-policies.ts';
import { ReactivateMemberHandler } from './commands/reactivate-member.ts';
import { RequireSecretChangeHandler } from './commands/require-secret-change.ts';
import { ResetSecretHandler } from './commands/reset-secret.ts';
import { SignOutEverywhereHandler } from './commands/sign-out-everywhere.ts';
import { SwitchByDirectoryHandler } from './commands/switch-by-directory.ts';
import { BeginMembershipHandler } from './commands/begin-membership.ts';
import { ChangeGrantsHandler } from './commands/change-grants.ts';
import { CopyInvitationLinkHandler } from './commands/copy-invitation-link.ts';
import { EndMembershipHandler } from './commands/end-membership.ts';
import { ExpireInvitationHandler } from './commands/expire-invitation.ts';
import { ExtendInvitationHandler } from './commands/extend-invitation.ts';
import { FollowDirectoryHandler } from './commands/follow-directory.ts';
import { FreeKeptSeatsHandler } from './commands/free-kept-seats.ts';
import { GiveFreeSeatsHandler } from './commands/give-free-seats.ts';
import { JoinByInvitationHandler } from './commands/join-by-invitation.ts';
import { LiftExpiredBanHandler } from './commands/lift-expired-ban.ts';
import { LookAtInvitationHandler } from './commands/look-at-invitation.ts';
import { LookAtMemberDatesHandler } from './commands/look-at-member-dates.ts';
import { LookAtWaitingListHandler } from './commands/look-at-waiting-list.ts';
import { ResendInvitationHandler } from './commands/resend-invitation.ts';
import { RevokeInvitationHandler } from './commands/revoke-invitation.ts';
import { SendInvitationMailHandler } from './commands/send-invitation-mail.ts';
import { GroupsController } from './groups.controller.ts';
import { HotFacts } from './hot-facts.ts';
import { InvitationMail } from './invitation-mail.ts';
import './invitation-problems.ts';
import { InvitationsController } from './invitations.controller.ts';
import { MemberActionsController } from './member-actions.controller.ts';
import './member-problems.ts';
import { MembersActivities } from './members.activities.ts';
import { MembersController } from './members.controller.ts';
import { OperatorController } from './operator.controller.ts';
import { PoliciesController } from './policies.controller.ts';
import { GetDisplayNamesHandler } from './queries/get-display-names.ts';
import { GetEffectivePermissionsHandler } from './queries/get-effective-permissions.ts';
import { GetInvitationHandler } from './queries/get-invitation.ts';
import { GetMemberHandler } from './queries/get-member.ts';
import { ListActivityHandler } from './queries/list-activity.ts';
import { GetGroupHandler, ListGroupsHandler } from './queries/list-groups.ts';
import { ListInvitationsHandler } from './queries/list-invitations.ts';
import { ListMemberSessionsHandler } from './queries/list-member-sessions.ts';
import { ListMembersHandler } from './queries/list-members.ts';
import { GetWorkspaceHandler, ListWorkspacesHandler } from './queries/list-workspaces.ts';
import { PreviewInvitationHandler } from './queries/preview-invitation.ts';
import { SeatNextInLine } from './seat-next-in-line.ts';

@Module({
  imports: [WorkspacesModule, IdentityModule, NotificationsModule, SeatsModule],
  controllers: [
    MembersController,
    MemberActionsController,
    InvitationsController,
    GroupsController,
    PoliciesController,
    OperatorController,
  ],
  providers: [
    HotFacts,
    SeatNextInLine,
    OpenWorkspaceHandler,
    AddMemberHandler,
    AddByDirectoryHandler,
    FollowDirectoryHandler,
    EditMemberHandler,
    ChangeGrantsHandler,
    DeactivateMemberHandler,
    ReactivateMemberHandler,
    BanMemberHandler,
    LiftBanHandler,
    AcceptInvitationHandler,
    ResendInvitationHandler,
    ExtendInvitationHandler,
    CopyInvitationLinkHandler,
    RevokeInvitationHandler,
    JoinByInvitationHandler,
    LookAtInvitationHandler,
    SendInvitationMailHandler,
    ExpireInvitationHandler,
    LookAtWaitingListHandler,
    GiveFreeSeatsHandler,
    FreeKeptSeatsHandler,
    LookAtMemberDatesHandler,
    BeginMembershipHandler,
    EndMembershipHandler,
    LiftExpiredBanHandler,
    ListInvitationsHandler,
    GetInvitationHandler,
    PreviewInvitationHandler,
    ListMembersHandler,
    GetMemberHandler,
    GetDisplayNamesHandler,
    GetEffectivePermissionsHandler,
    ListActivityHandler,
    ListMemberSessionsHandler,
    ResetSecretHandler,
    RequireSecretChangeHandler,
    SignOutEverywhereHandler,
    SwitchByDirectoryHandler,
    ListGroupsHandler,
    GetGroupHandler,
    AddGroupHandler,
    EditGroupHandler,
    PutPoliciesHandler,
    ListWorkspacesHandler,
    GetWorkspaceHandler,
    InviteOwnerAnewHandler,
    InvitationMail,
    MembersActivities,
  ],
  exports: [MembersActivities],
})
export class MembersModule {}

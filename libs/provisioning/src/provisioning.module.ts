import { Module } from '@nestjs/common';
import { MembersModule } from '@placet/members';
import { NotificationsModule } from '@placet/notifications';
import { DirectoryPrincipals } from '@placet/platform';
import { SeatsModule } from '@placet/seats';
import { WorkspacesModule } from '@placet/workspaces';
import { BulkController } from './bulk/bulk.controller.ts';
import { UserWrites } from './user-writes.ts';
import { AdoptionsController } from './adoptions/adoptions.controller.ts';
import { AllowAdoptionHandler } from './adoptions/allow-adoption.ts';
import { DisallowAdoptionHandler } from './adoptions/disallow-adoption.ts';
import { ListAdoptionsHandler } from './adoptions/list-adoptions.ts';
import { BrakeMail } from './brake/brake-mail.ts';
import { HeldController } from './brake/held.controller.ts';
import { IsHeldHandler } from './brake/held-before.ts';
import { ListHeldHandler } from './brake/list-held.ts';
import { NoteHeldHandler } from './brake/note-held.ts';
import { RefuseHeldHandler } from './brake/refuse-held.ts';
import { ReleaseHeldHandler } from './brake/release-held.ts';
import { WithdrawHeldHandler } from './brake/withdraw-held.ts';
import { ConnectionTrial } from './connections/connection-trial.ts';
import { EndTestTokenHandler, MakeTestTokenHandler } from './connections/test-token.ts';
import { AddConnectionHandler } from './connections/add-connection.ts';
import { AddClientHandler } from './credentials/add-client.ts';
import { AddTokenHandler } from './credentials/add-token.ts';
import { CredentialMail } from './credentials/credential-mail.ts';
import { LookAtCredentialHandler } from './credentials/look-at-credential.ts';
import { RemindOfEndHandler } from './credentials/remind-of-end.ts';
import { ProvisioningActivities } from './provisioning.activities.ts';
import { CredentialsController } from './credentials/credentials.controller.ts';
import { RevokeClientHandler } from './credentials/revoke-client.ts';
import { ChangeUserHandler } from './commands/change-user.ts';
import { ChangeWholeUserHandler } from './commands/change-whole-user.ts';
import { CreateUserHandler } from './commands/create-user.ts';
import { DeleteUserHandler } from './commands/delete-user.ts';
import { ChangeGroupHandler } from './groups/change-group.ts';
import { CreateGroupHandler } from './groups/create-group.ts';
import { DeleteGroupHandler } from './groups/delete-group.ts';
import { GroupRows } from './groups/group-rows.ts';
import { GroupWrites } from './groups/group-writes.ts';
import { GroupWritesController } from './groups/groups.controller.ts';
import { BringAlong } from './mapping/bring-along.ts';
import { BringMembersAlongHandler } from './mapping/bring-members-along.ts';
import { GetDirectoryGroupHandler, ListDirectoryGroupsHandler } from './mapping/directory-groups.ts';
import { DropMappingHandler } from './mapping/drop-mapping.ts';
import { LookAtDirectoryGroupHandler } from './mapping/look-at-directory-group.ts';
import { MappingController } from './mapping/mapping.controller.ts';
import { PreviewMappingHandler } from './mapping/preview-mapping.ts';
import { PutMappingHandler } from './mapping/put-mapping.ts';
import { EditConnectionHandler } from './connections/edit-connection.ts';
import { NoteRefusalHandler } from './commands/note-refusal.ts';
import { RevokeTokenHandler } from './credentials/revoke-token.ts';
import { ConnectionsController } from './connections/connections.controller.ts';
import { OwnExtension } from './own-attributes.ts';
import { SettingsInForce } from './connection-settings.ts';
import { DiscoveryForms } from './discovery-forms.ts';
import { DiscoveryController } from './discovery.controller.ts';
import { ListLogHandler, ListLogNewsHandler } from './log/list-log.ts';
import { LogRecorder } from './log/log-recorder.ts';
import { LogTopic } from './log/log-topic.ts';
import { LogWriter } from './log/log-writer.ts';
import { LogController } from './log/log.controller.ts';
import { MeController } from './me.controller.ts';
import { IssueAccessTokenHandler } from './oauth/issue-access-token.ts';
import { OAuthController } from './oauth/oauth.controller.ts';
import './provisioning-problems.ts';
import { GetConnectionHandler, ListConnectionsHandler } from './connections/connections.ts';
import { GetGroupHandler, GetUserHandler } from './reading/get-resource.ts';
import { GroupReadsController } from './reading/group-reads.controller.ts';
import { ListCursors } from './reading/list-cursors.ts';
import { ListResourcesHandler } from './reading/list-resources.ts';
import { UserAnchors } from './reading/user-anchors.ts';
import { UserAnswers } from './reading/user-answers.ts';
import { UserReadsController } from './reading/user-reads.controller.ts';
import { SeatClaims } from './seat-refused.ts';
import { TokenPrincipals } from './token-principals.ts';
import { UsersController } from './users.controller.ts';

@Module({
  imports: [NotificationsModule, WorkspacesModule, SeatsModule, MembersModule],
  controllers: [
    ConnectionsController,
    CredentialsController,
    LogController,
    HeldController,
    AdoptionsController,
    OAuthController,
    UserReadsController,
    GroupReadsController,
    UsersController,
    GroupWritesController,
    BulkController,
    MappingController,
    DiscoveryController,
    MeController,
  ],
  providers: [
    AddConnectionHandler,
    EditConnectionHandler,
    AddTokenHandler,
    RevokeTokenHandler,
    AddClientHandler,
    RevokeClientHandler,
    IssueAccessTokenHandler,
    LookAtCredentialHandler,
    RemindOfEndHandler,
    CredentialMail,
    AllowAdoptionHandler,
    DisallowAdoptionHandler,
    ListAdoptionsHandler,
    ListHeldHandler,
    IsHeldHandler,
    ReleaseHeldHandler,
    RefuseHeldHandler,
    WithdrawHeldHandler,
    BrakeMail,
    ConnectionTrial,
    MakeTestTokenHandler,
    EndTestTokenHandler,
    DiscoveryForms,
    LogWriter,
    LogRecorder,
    LogTopic,
    ListLogHandler,
    ListLogNewsHandler,
    ProvisioningActivities,
    ListConnectionsHandler,
    GetConnectionHandler,
    SettingsInForce,
    OwnExtension,
    SeatClaims,
    CreateUserHandler,
    ChangeUserHandler,
    ChangeWholeUserHandler,
    NoteHeldHandler,
    DeleteUserHandler,
    NoteRefusalHandler,
    GroupRows,
    GroupWrites,
    UserWrites,
    CreateGroupHandler,
    ChangeGroupHandler,
    DeleteGroupHandler,
    GetGroupHandler,
    BringAlong,
    PutMappingHandler,
    DropMappingHandler,
    PreviewMappingHandler,
    ListDirectoryGroupsHandler,
    GetDirectoryGroupHandler,
    LookAtDirectoryGroupHandler,
    BringMembersAlongHandler,
    UserAnswers,
    UserAnchors,
    ListCursors,
    GetUserHandler,
    ListResourcesHandler,
    { provide: DirectoryPrincipals, useClass: TokenPrincipals },
  ],
  exports: [ProvisioningActivities],
})
export class ProvisioningModule {}

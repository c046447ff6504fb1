import { Module } from '@nestjs/common';
import { MembersModule } from '@placet/members';
import { DirectoryPrincipals } from '@placet/platform';
import { SeatsModule } from '@placet/seats';
import { WorkspacesModule } from '@placet/workspaces';
import { AddConnectionHandler } from './connections/add-connection.ts';
import { AddTokenHandler } from './credentials/add-token.ts';
import { ChangeUserHandler } from './commands/change-user.ts';
import { CreateUserHandler } from './commands/create-user.ts';
import { DeleteUserHandler } from './commands/delete-user.ts';
import { EditConnectionHandler } from './connections/edit-connection.ts';
import { NoteRefusalHandler } from './commands/note-refusal.ts';
import { RevokeTokenHandler } from './credentials/revoke-token.ts';
import { ConnectionsController } from './connections/connections.controller.ts';
import { DiscoveryController } from './discovery.controller.ts';
import { MeController } from './me.controller.ts';
import './provisioning-problems.ts';
import { GetConnectionHandler, ListConnectionsHandler } from './connections/connections.ts';
import { GetUserHandler, ListUsersHandler } from './queries/users.ts';
import { SeatClaims } from './seat-refused.ts';
import { TokenPrincipals } from './token-principals.ts';
import { UsersController } from './users.controller.ts';

@Module({
  imports: [WorkspacesModule, SeatsModule, MembersModule],
  controllers: [ConnectionsController, UsersController, DiscoveryController, MeController],
  providers: [
    AddConnectionHandler,
    EditConnectionHandler,
    AddTokenHandler,
    RevokeTokenHandler,
    ListConnectionsHandler,
    GetConnectionHandler,
    SeatClaims,
    CreateUserHandler,
    ChangeUserHandler,
    DeleteUserHandler,
    NoteRefusalHandler,
    GetUserHandler,
    ListUsersHandler,
    { provide: DirectoryPrincipals, useClass: TokenPrincipals },
  ],
})
export class ProvisioningModule {}

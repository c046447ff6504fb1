import { Module } from '@nestjs/common';
import { MembersModule } from '@placet/members';
import { DirectoryPrincipals } from '@placet/platform';
import { SeatsModule } from '@placet/seats';
import { WorkspacesModule } from '@placet/workspaces';
import { AddConnectionHandler } from './commands/add-connection.ts';
import { AddTokenHandler } from './commands/add-token.ts';
import { EditConnectionHandler } from './commands/edit-connection.ts';
import { RevokeTokenHandler } from './commands/revoke-token.ts';
import { ConnectionsController } from './connections.controller.ts';
import './provisioning-problems.ts';
import { GetConnectionHandler, ListConnectionsHandler } from './queries/connections.ts';
import { TokenPrincipals } from './token-principals.ts';

@Module({
  imports: [WorkspacesModule, SeatsModule, MembersModule],
  controllers: [ConnectionsController],
  providers: [
    AddConnectionHandler,
    EditConnectionHandler,
    AddTokenHandler,
    RevokeTokenHandler,
    ListConnectionsHandler,
    GetConnectionHandler,
    { provide: DirectoryPrincipals, useClass: TokenPrincipals },
  ],
})
export class ProvisioningModule {}

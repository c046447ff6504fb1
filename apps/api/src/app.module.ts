import { Module } from '@nestjs/common';
import { AuditModule } from '@placet/audit';
import { IdentityModule } from '@placet/identity';
import { MembersModule } from '@placet/members';
import { NotificationsModule } from '@placet/notifications';
import { HttpModule, PlatformModule } from '@placet/platform';
import { ProvisioningModule } from '@placet/provisioning';
import { SeatsModule } from '@placet/seats';
import { WorkspacesModule } from '@placet/workspaces';

/** All that answers over HTTP. */
@Module({
  imports: [
    PlatformModule,
    HttpModule,
    WorkspacesModule,
    IdentityModule,
    SeatsModule,
    MembersModule,
    NotificationsModule,
    ProvisioningModule,
    AuditModule,
  ],
})
export class AppModule {}

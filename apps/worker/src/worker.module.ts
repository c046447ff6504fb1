import { Module } from '@nestjs/common';
import { MembersModule } from '@placet/members';
import { NotificationsModule } from '@placet/notifications';
import { OutboxModule, PlatformModule } from '@placet/platform';
import { ProvisioningModule } from '@placet/provisioning';
import { Background } from './background.ts';
import { WorkerHost } from './worker-host.ts';

/** The contexts whose activities it opens, and what stands between a committed row and the outside. */
@Module({
  imports: [PlatformModule, OutboxModule, NotificationsModule, MembersModule, ProvisioningModule],
  providers: [WorkerHost, Background],
})
export class WorkerModule {}

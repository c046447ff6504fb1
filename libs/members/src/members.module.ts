import { Module } from '@nestjs/common';
import { IdentityModule } from '@placet/identity';
import { SeatsModule } from '@placet/seats';
import { WorkspacesModule } from '@placet/workspaces';
import { AcceptInvitationHandler } from './commands/accept-invitation.ts';
import { AddMemberHandler } from './commands/add-member.ts';
import { BanMemberHandler } from './commands/ban-member.ts';
import { DeactivateMemberHandler } from './commands/deactivate-member.ts';
import { EditMemberHandler } from './commands/edit-member.ts';
import { LiftBanHandler } from './commands/lift-ban.ts';
import { OpenWorkspaceHandler } from './commands/open-workspace.ts';
import { ReactivateMemberHandler } from './commands/reactivate-member.ts';
import { HotFacts } from './hot-facts.ts';
import { SeatNextInLine } from './seat-next-in-line.ts';

@Module({
  imports: [WorkspacesModule, IdentityModule, SeatsModule],
  providers: [
    HotFacts,
    SeatNextInLine,
    OpenWorkspaceHandler,
    AddMemberHandler,
    EditMemberHandler,
    DeactivateMemberHandler,
    ReactivateMemberHandler,
    BanMemberHandler,
    LiftBanHandler,
    AcceptInvitationHandler,
  ],
})
export class MembersModule {}

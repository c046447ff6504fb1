import { Injectable } from '@nestjs/common';
import { systemActor, type Actor, type InvitationId, type MemberId, type WorkspaceId } from '@placet/kernel';
import { Bus } from '@placet/platform';
import type { InvitationActivities, InvitationLook, InvitationRef } from '@placet/workflows/invitation/contract';
import type { MemberDatesActivities, MemberDatesLook, MemberDatesRef } from '@placet/workflows/member-dates/contract';
import type { WaitingListActivities, WaitingListLook, WaitingListRef } from '@placet/workflows/waiting-list/contract';
import { BeginMembership } from './commands/begin-membership.ts';
import { EndMembership } from './commands/end-membership.ts';
import { ExpireInvitation } from './commands/expire-invitation.ts';
import { FreeKeptSeats } from './commands/free-kept-seats.ts';
import { GiveFreeSeats } from './commands/give-free-seats.ts';
import { LiftExpiredBan } from './commands/lift-expired-ban.ts';
import { LookAtInvitation } from './commands/look-at-invitation.ts';
import { LookAtMemberDates } from './commands/look-at-member-dates.ts';
import { LookAtWaitingList } from './commands/look-at-waiting-list.ts';
import { SendInvitationMail } from './commands/send-invitation-mail.ts';

type Stepped = 'done' | 'moved';

/** The doors of the processes `invitation`, `waiting-list` and `member-dates`: each sends one command as the system. */
@Injectable()
export class MembersActivities implements InvitationActivities, WaitingListActivities, MemberDatesActivities {
  constructor(private readonly bus: Bus) {}

  lookAtInvitation(ref: InvitationRef, now: number): Promise<InvitationLook> {
    return this.bus.execute(new LookAtInvitation(system(ref), ref.id as InvitationId, new Date(now)));
  }
  sendInvitationMail(ref: InvitationRef, mail: string): Promise<Stepped> {
    return this.bus.execute(new SendInvitationMail(system(ref), ref.id as InvitationId, mail));
  }
  expireInvitation(ref: InvitationRef, now: number): Promise<Stepped> {
    return this.bus.execute(new ExpireInvitation(system(ref), ref.id as InvitationId, new Date(now)));
  }

  lookAtWaitingList(ref: WaitingListRef, now: number): Promise<WaitingListLook> {
    return this.bus.execute(new LookAtWaitingList(system(ref), ref.product, new Date(now)));
  }
  giveFreeSeats(ref: WaitingListRef): Promise<Stepped> {
    return this.bus.execute(new GiveFreeSeats(system(ref), ref.product));
  }

  lookAtMemberDates(ref: MemberDatesRef, now: number): Promise<MemberDatesLook> {
    return this.bus.execute(new LookAtMemberDates(system(ref), ref.id as MemberId, new Date(now)));
  }
  beginMembership(ref: MemberDatesRef, now: number): Promise<Stepped> {
    return this.bus.execute(new BeginMembership(system(ref), ref.id as MemberId, new Date(now)));
  }
  endMembership(ref: MemberDatesRef, now: number): Promise<Stepped> {
    return this.bus.execute(new EndMembership(system(ref), ref.id as MemberId, new Date(now)));
  }
  freeKeptSeats(ref: MemberDatesRef, now: number): Promise<Stepped> {
    return this.bus.execute(new FreeKeptSeats(system(ref), ref.id as MemberId, new Date(now)));
  }
  liftExpiredBan(ref: MemberDatesRef, now: number): Promise<Stepped> {
    return this.bus.execute(new LiftExpiredBan(system(ref), ref.id as MemberId, new Date(now)));
  }
}

const system = ({ workspaceId }: { workspaceId: string }): Actor => systemActor(workspaceId as WorkspaceId);

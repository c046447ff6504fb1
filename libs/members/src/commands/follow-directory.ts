import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { canonicalEmail } from '@placet/identity';
import { Clock, NotFound, type Actor, type MemberId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { resendOpenInvitation } from '../member-email.ts';
import type { DirectoryProfile, Member } from '../member.ts';
import { reachableMember } from '../reachable-member.ts';

/** Takes over what the directory says of a member: profile, username, address. One whom nobody managed is managed from then on.
 *
 * A rename ends no session and moves no credential; a new address counts for sign-in once it is proven.
 *
 * @param profile all that the directory says now; absent keeps, null clears
 * @param told names of the directory's attributes that changed, also those that a member has no field for
 * @throws NotFound for another connection's member, RankTooLow, UsernameTaken, AlreadyInvited
 */
export class FollowDirectory extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly profile: DirectoryProfile,
    readonly told: readonly string[],
  ) {
    super();
  }
}

@CommandHandler(FollowDirectory)
export class FollowDirectoryHandler implements ICommandHandler<FollowDirectory> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, memberId, profile, told }: FollowDirectory): Promise<void> {
    const member = await reachableMember(this.em, actor, 'members.edit', memberId);
    if (member.managedBy !== null && member.managedBy !== actor.id) throw new NotFound('member');
    const before = { email: member.email, username: member.username };
    const now = this.clock.now();
    member.followDirectory(actor, profile, told, now);
    const movedAddress = member.email !== before.email;
    if (movedAddress) {
      member.emailKey = (member.email && canonicalEmail(member.email)) || null;
      member.emailVerified = false;
    }
    if (movedAddress || member.username !== before.username) await this.moveLoginKeys(member);
    if (movedAddress) await resendOpenInvitation(this.em, memberId, member.emailKey ?? null, now, 'unless_mailed_already');
  }

  /** The username opens the door, and a proven address does. */
  private async moveLoginKeys(member: Member): Promise<void> {
    const keys = [
      ...(member.username ? [canonicalEmail(member.username) ?? member.username] : []),
      ...(member.emailVerified && member.emailKey ? [member.emailKey] : []),
    ];
    await this.em.execute('delete from login_key where member_id = $1', [member.id]);
    await this.em.execute(
      'insert into login_key (workspace_id, key, member_id) select distinct $1::uuid, name_fold(k), $2::uuid from unnest($3::text[]) k',
      [this.em.workspaceId, member.id, keys],
    );
  }
}

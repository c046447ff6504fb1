import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, StaleVersion, type Actor, type MemberId } from '@placet/kernel';
import { RemoveMember } from '@placet/members';
import { Bus, WorkspaceEm } from '@placet/platform';
import { namesVersion } from '@placet/scim-protocol';
import { lockPoolsWithQueue } from '@placet/seats';
import { mayBeTakenOver } from '../adoption.ts';
import { SettingsInForce } from '../connection-settings.ts';
import { forget, keepFacts } from '../directory-facts.ts';
import { leaveAllGroups, lockHisGroups } from '../groups/leave-groups.ts';
import { lockedUser, seenUser } from '../reading/seen-user.ts';

/** A directory deletes a user: gone for every directory, his name and his seats are free; the member stays, inactive and detached.
 *
 * @throws NotFound, StaleVersion, AdoptionRefused, RankTooLow
 * @see RFC 7644 §3.6, scim.md §7
 */
export class DeleteUser extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly ifMatch?: string,
  ) {
    super();
  }
}

@CommandHandler(DeleteUser)
export class DeleteUserHandler implements ICommandHandler<DeleteUser> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly bus: Bus,
    private readonly settings: SettingsInForce,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, memberId, ifMatch }: DeleteUser): Promise<void> {
    await seenUser(this.em, actor, memberId);
    await lockHisGroups(this.em, memberId);
    await this.em.execute(lockPoolsWithQueue, [memberId, []]);
    const user = await lockedUser(this.em, actor, memberId);
    if (ifMatch !== undefined && !namesVersion(ifMatch, user.version)) throw new StaleVersion('user', user.version);
    if (!user.isManaged) {
      const { verified_domains } = await this.settings.of(actor);
      mayBeTakenOver(user, verified_domains);
      await keepFacts(this.em, actor, memberId, user.resource);
    }
    const now = this.clock.now();
    await leaveAllGroups(this.em, this.bus, actor, memberId, now);
    await this.bus.execute(new RemoveMember(actor, memberId));
    await forget(this.em, memberId, now);
  }
}

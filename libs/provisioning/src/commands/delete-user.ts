import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, StaleVersion, type Actor, type MemberId } from '@placet/kernel';
import { SwitchByDirectory, lockConnection } from '@placet/members';
import { Bus, WorkspaceEm } from '@placet/platform';
import { namesVersion } from '@placet/scim-protocol';
import { lockPoolsWithQueue } from '@placet/seats';
import { actingOn, mayBeTakenOver } from '../adoption.ts';
import { IsHeld } from '../brake/held-before.ts';
import { BrakeHeld } from '../provisioning-errors.ts';
import { SettingsInForce } from '../connection-settings.ts';
import { keepFacts } from '../directory-facts.ts';
import { leaveAllGroups, lockHisGroups } from '../groups/leave-groups.ts';
import { lockedUser, seenUser } from '../reading/seen-user.ts';

/** A directory deletes a user: gone for every directory, his name and his seats are free; the member stays, inactive and detached.
 *
 * @throws NotFound, StaleVersion, AdoptionRefused, RankTooLow, LastOwner, BrakeHeld
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
    const settings = await this.settings.of(actor);
    const { brake_count: count, brake_percent: percent } = settings;
    if (settings.holds && (await this.bus.execute(new IsHeld(actor, memberId)))) throw new BrakeHeld(memberId, 'delete');
    if ((count ?? percent) !== null) await this.em.execute(lockConnection, [actor.id]);
    await lockHisGroups(this.em, memberId);
    await this.em.execute(lockPoolsWithQueue, [memberId, []]);
    const user = await lockedUser(this.em, actor, memberId);
    if (ifMatch !== undefined && !namesVersion(ifMatch, user.version)) throw new StaleVersion('user', user.version);
    const { acting, domains } = await actingOn(this.em, actor, memberId, settings);
    if (!user.isManaged) {
      mayBeTakenOver(user, domains);
      await keepFacts(this.em, actor, memberId, user.resource);
    }
    await leaveAllGroups(this.em, this.bus, actor, memberId, this.clock.now());
    const how = { to: 'out', isSettled: true, brake: { count, percent } } as const;
    const { outcome } = await this.bus.execute(new SwitchByDirectory(acting, memberId, how));
    if (outcome === 'held') throw new BrakeHeld(memberId, 'delete');
  }
}

import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { StaleVersion, type Actor, type MemberId } from '@placet/kernel';
import { DeactivateMember, FollowDirectory, ReactivateMember } from '@placet/members';
import { Bus, ReadAgain, WorkspaceEm } from '@placet/platform';
import { namesVersion, sameText, type Resource } from '@placet/scim-protocol';
import { lockPoolsWithQueue } from '@placet/seats';
import { mayBeTakenOver } from '../adoption.ts';
import { SettingsInForce, type ConnectionSettings } from '../connection-settings.ts';
import { checkManager, keepFacts } from '../directory-facts.ts';
import { changesBetween, isMailable, profileOf } from '../person.ts';
import { followHisGroups } from '../groups/leave-groups.ts';
import { SeatClaims } from '../seat-refused.ts';
import { lockedUser, seenUser, type SeenUser } from '../reading/seen-user.ts';
import { resultOf, stateMoveOf, type Wish } from '../wish.ts';

/** A directory changes a user, by PUT or PATCH: profile, name, seat and the directory's facts in one transaction, or nothing.
 *
 * @param ifMatch the header, where there is one
 * @param mails as for `CreateUser`
 * @throws NotFound, StaleVersion, AdoptionRefused, RankTooLow, SeatRefused, UsernameTaken, ScimError, AlreadyInvited
 * @see RFC 7644 §3.5, scim.md §7, §8, §15
 */
export class ChangeUser extends Command<SeenUser> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly wish: Wish,
    readonly ifMatch?: string,
    readonly mails = true,
  ) {
    super();
  }
}

@CommandHandler(ChangeUser)
export class ChangeUserHandler implements ICommandHandler<ChangeUser> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly bus: Bus,
    private readonly settings: SettingsInForce,
    private readonly claims: SeatClaims,
  ) {}

  async execute({ actor, memberId, wish, ifMatch, mails }: ChangeUser): Promise<SeenUser> {
    const { user, move } = await this.locked(actor, memberId, wish);
    if (ifMatch !== undefined && !namesVersion(ifMatch, user.version)) throw new StaleVersion('user', user.version);
    const after = resultOf(wish, user.resource);
    const isSame = sameText(after) === sameText(user.resource);
    if (isSame && user.isManaged && !move) return user;
    const settings = await this.settings.of(actor);
    if (!user.isManaged) mayBeTakenOver(user, settings.verified_domains, after);
    await checkManager(this.em, actor, after, user.resource);
    if (!isSame || !user.isManaged) await this.follow(actor, user, after, settings);
    await keepFacts(this.em, actor, memberId, after);
    if (!user.isManaged) await followHisGroups(this.em, memberId);
    if (move === 'off') await this.bus.execute(new DeactivateMember(actor, memberId));
    if (move === 'on') await this.switchOn(actor, memberId, after, settings, mails);
    return seenUser(this.em, actor, memberId);
  }

  /** Pools come before members, and only a change of state needs them: so it is looked at first, and again under the locks. */
  private async locked(actor: Actor, memberId: MemberId, wish: Wish) {
    const expected = await stateMoveOf(this.em, wish, await seenUser(this.em, actor, memberId));
    if (expected) await this.em.execute(lockPoolsWithQueue, [memberId, []]);
    const user = await lockedUser(this.em, actor, memberId);
    const move = await stateMoveOf(this.em, wish, user);
    if (move && !expected) throw new ReadAgain('his state changed meanwhile');
    return { user, move };
  }

  private async follow(actor: Actor, before: SeenUser, after: Resource, { languages }: ConnectionSettings): Promise<void> {
    const change = changesBetween(profileOf(before.resource, languages), profileOf(after, languages));
    const names = [...new Set([...Object.keys(before.resource), ...Object.keys(after)])];
    const told = names.filter((name) => sameText(before.resource[name]) !== sameText(after[name]));
    await this.bus.execute(new FollowDirectory(actor, before.memberId, change, told));
  }

  private async switchOn(actor: Actor, memberId: MemberId, after: Resource, settings: ConnectionSettings, mails: boolean): Promise<void> {
    const sendMail = mails && isMailable(profileOf(after, settings.languages).email);
    const rejoin = new ReactivateMember(actor, memberId, { onFull: settings.seat_policy, sendMail });
    await this.claims.run(actor, String(after['userName']), () => this.bus.execute(rejoin));
  }
}

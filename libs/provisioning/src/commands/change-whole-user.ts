import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { StaleVersion, type Actor, type MemberId } from '@placet/kernel';
import { EditMember, FollowDirectory, SwitchByDirectory, lockConnection, type Switch } from '@placet/members';
import { Bus, ReadAgain, WorkspaceEm } from '@placet/platform';
import { namesVersion, sameText, type Resource } from '@placet/scim-protocol';
import { lockPoolsWithQueue } from '@placet/seats';
import { actingOn, mayBeTakenOver } from '../adoption.ts';
import { SettingsInForce, type ConnectionSettings } from '../connection-settings.ts';
import { checkManager, keepFacts } from '../directory-facts.ts';
import { changesBetween, isMailable, profileOf } from '../person.ts';
import { followHisGroups } from '../groups/leave-groups.ts';
import { noteCall } from '../log/call-notes.ts';
import { BrakeHeld } from '../provisioning-errors.ts';
import { OwnExtension } from '../own-attributes.ts';
import { placetUserUrn } from '../placet-schemas.ts';
import { UserAnswers } from '../reading/user-answers.ts';
import { SeatClaims } from '../seat-refused.ts';
import { lockedUser, seenUser, type SeenUser } from '../reading/seen-user.ts';
import { isSameButActive, namesManager, resultOf, sentActive, stateMoveOf, type Wish } from '../wish.ts';
import { writtenUser, type WrittenUser } from './written-user.ts';

/** What `ChangeUser` does where it takes more than a switch: profile, name, seat and the directory's facts in one transaction, or nothing. */
export class ChangeWholeUser extends Command<WrittenUser> {
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

@CommandHandler(ChangeWholeUser)
export class ChangeWholeUserHandler implements ICommandHandler<ChangeWholeUser> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly bus: Bus,
    private readonly settings: SettingsInForce,
    private readonly claims: SeatClaims,
    private readonly answers: UserAnswers,
    private readonly own: OwnExtension,
  ) {}

  async execute({ actor, memberId, wish, ifMatch, mails }: ChangeWholeUser): Promise<WrittenUser> {
    const settings = await this.settings.of(actor);
    const { user, move } = await this.locked(actor, memberId, wish, settings);
    if (ifMatch !== undefined && !namesVersion(ifMatch, user.version)) throw new StaleVersion('user', user.version);
    const ownBefore = await this.own.now(actor, memberId, wish);
    const before = { ...user.resource, [placetUserUrn]: ownBefore };
    const after = resultOf(wish, before);
    const { [placetUserUrn]: _own, ...said } = after;
    const { acting, domains } = await actingOn(this.em, actor, memberId, settings);
    if (!user.isManaged) mayBeTakenOver(user, domains, said);
    await checkManager(this.em, actor, said, namesManager(wish) ? undefined : user.resource);
    // Whoever is only switched is switched as by every other door; what else changes is told once.
    if (!user.isManaged || !isSameButActive(said, user.resource, move)) await this.follow(acting, user, said, settings);
    if (!user.isManaged || sameText(said) !== sameText(user.resource)) await keepFacts(this.em, actor, memberId, said);
    if (!user.isManaged) await followHisGroups(this.em, memberId);
    const own = after[placetUserUrn] ?? (wish.kind === 'patch' ? {} : undefined);
    await this.changeOwn(acting, memberId, before, { ...after, [placetUserUrn]: own }, settings);
    if (move) await this.switch(acting, memberId, move, after, settings, mails);
    noteCall(actor, { code: codeOf(move, wish, user, said) });
    return writtenUser(await this.answers.row(actor, memberId));
  }

  /** Our own extension is left alone by whoever does not speak of it at all. */
  private async changeOwn(
    actor: Actor,
    memberId: MemberId,
    before: Resource,
    after: Resource,
    settings: ConnectionSettings,
  ): Promise<void> {
    const was = before[placetUserUrn] as Resource;
    const is = after[placetUserUrn] as Resource | undefined;
    if (!is) return;
    const changed = ['seniority', 'sites', 'products'].filter((name) => sameText(was[name]) !== sameText(is[name]));
    if (!changed.length) return;
    const told = Object.fromEntries(changed.filter((name) => is[name] !== undefined).map((name) => [name, is[name]]));
    const said = await this.own.said(actor, { [placetUserUrn]: told }, settings);
    const gone = (name: string) => changed.includes(name) && is[name] === undefined;
    const change = {
      ...(gone('seniority') ? { seniority: null } : {}),
      ...(gone('sites') && settings.sites_from === 'attributes' ? { siteIds: [], defaultSite: null } : {}),
      ...(gone('products') && settings.products_from === 'attributes' ? { products: [] } : {}),
      ...(said.seniority === undefined ? {} : { seniority: said.seniority }),
      ...(said.siteIds ? { siteIds: said.siteIds, defaultSite: said.defaultSiteId ?? null } : {}),
      ...(said.products ? { products: said.products } : {}),
    };
    if (!Object.keys(change).length) return;
    await this.claims.run(actor, String(after['userName']), () =>
      this.bus.execute(new EditMember(actor, memberId, { ...change, onFull: settings.seat_policy })),
    );
  }

  /** The brake and pools come before members, and only a change of state needs them: so it is looked at first, and again under the locks. */
  private async locked(actor: Actor, memberId: MemberId, wish: Wish, { brake_count, brake_percent }: ConnectionSettings) {
    const expected = await stateMoveOf(this.em, wish, await seenUser(this.em, actor, memberId));
    if (expected === 'off' && (brake_count ?? brake_percent) !== null) await this.em.execute(lockConnection, [actor.id]);
    if (expected) await this.em.execute(lockPoolsWithQueue, [memberId, []]);
    const user = await lockedUser(this.em, actor, memberId);
    const move = await stateMoveOf(this.em, wish, user);
    if (move && move !== expected) throw new ReadAgain('his state changed meanwhile');
    return { user, move };
  }

  private async follow(actor: Actor, before: SeenUser, after: Resource, { languages }: ConnectionSettings): Promise<void> {
    const change = changesBetween(profileOf(before.resource, languages), profileOf(after, languages));
    const names = [...new Set([...Object.keys(before.resource), ...Object.keys(after)])];
    const told = names.filter((name) => sameText(before.resource[name]) !== sameText(after[name]));
    await this.bus.execute(new FollowDirectory(actor, before.memberId, change, told));
  }

  private async switch(
    actor: Actor,
    memberId: MemberId,
    to: 'on' | 'off',
    after: Resource,
    { languages, seat_policy: onFull, brake_count: count, brake_percent: percent, grace_minutes: graceMinutes }: ConnectionSettings,
    mails: boolean,
  ): Promise<void> {
    const sendsMail = mails && isMailable(profileOf(after, languages).email);
    const how: Switch = { to, isSettled: true, brake: { count, percent }, graceMinutes, onFull, sendsMail };
    const { outcome } = await this.claims.run(actor, String(after['userName']), () =>
      this.bus.execute(new SwitchByDirectory(actor, memberId, how)),
    );
    if (outcome === 'held') throw new BrakeHeld(memberId, 'deactivate');
  }
}

/** What the live log says beyond what was sent; undefined where that says it all. */
function codeOf(move: 'on' | 'off' | undefined, wish: Wish, { state, resource, isManaged }: SeenUser, after: Resource) {
  if (move === 'on') return 'user.reactivated' as const;
  if (!move && sentActive(wish) === true && (state === 'inactive' || state === 'banned')) return 'user.not_revived' as const;
  return !move && isManaged && sameText(after) === sameText(resource) ? ('user.unchanged' as const) : undefined;
}

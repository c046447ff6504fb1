import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Ids, InvalidField, StaleVersion, type Actor, type MemberId } from '@placet/kernel';
import { WorkspaceEm, statement } from '@placet/platform';
import { lockPoolsWithQueue } from '@placet/seats';
import { changeAccess } from '../facts/change-access.ts';
import { changeGroups } from '../facts/change-groups.ts';
import { emailNeededBy, lockGroups, policyCte } from '../facts/member-sql.ts';
import { judged } from '../facts/outcome.ts';
import { HotFacts } from '../hot-facts.ts';
import type { Member, ProfileChange } from '../member.ts';
import { accessChanged, groupsChanged } from '../member-events.ts';
import { changeEmail } from '../member-email.ts';
import { e164 } from '../new-member.ts';
import { grantsOf, reachOf } from '../reach.ts';
import { openInvitationOf } from '../reachable-invitation.ts';
import { reachableMember } from '../reachable-member.ts';
import { SeatNextInLine } from '../seat-next-in-line.ts';

/** `$1` member. The groups of his that need an address (F4). */
const needsEmail = statement(
  'groups_that_need_email',
  `with ${policyCte} select from group_member gm join user_group g on g.workspace_id = gm.workspace_id and g.id = gm.group_id cross join p
    where gm.member_id = $1 and ${emailNeededBy('g')}`,
);

/** What is to change; absent keeps, null clears. */
export interface MemberChange extends ProfileChange {
  readonly email?: string | null | undefined;
  readonly groupIds?: readonly string[] | undefined;
  readonly siteIds?: readonly string[] | undefined;
  readonly products?: readonly string[] | undefined;
  readonly onFull?: 'refuse' | 'wait' | 'without_access' | undefined;
}

/** Edits a member: profile, groups, sites and access in one transaction, so that a refused seat keeps everything as it was (F13, L11).
 *
 * @param expectedVersion of `If-Match`; absent: the last write per field wins
 * @throws StaleVersion, NoSeatLeft, LastOwner, RankTooLow, ManagedByDirectory, InvalidField naming the field
 */
export class EditMember extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly change: MemberChange,
    readonly expectedVersion?: number,
  ) {
    super();
  }
}

@CommandHandler(EditMember)
export class EditMemberHandler implements ICommandHandler<EditMember> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly facts: HotFacts,
    private readonly queue: SeatNextInLine,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute({ actor, memberId, change, expectedVersion }: EditMember): Promise<void> {
    if (change.groupIds) await this.em.execute(lockGroups, [change.groupIds]);
    if (change.products) await this.em.execute(lockPoolsWithQueue, [memberId, change.products]);
    const member = await reachableMember(this.em, actor, 'members.edit', memberId);
    if (expectedVersion !== undefined && expectedVersion !== member.version) throw new StaleVersion('member', member.version);
    const { email, groupIds, siteIds, products, onFull, mobile, ...profile } = change;
    await this.checkProfile(member, profile);
    const now = this.clock.now();
    if (siteIds) await this.changeSites(actor, member, siteIds, profile.defaultSite);
    else if (profile.defaultSite) await this.mustBeGranted(member, profile.defaultSite);
    const openInvitation = profile.startsOn === undefined ? undefined : await openInvitationOf(this.em, memberId);
    member.edit({ ...profile, ...(mobile === undefined ? {} : { mobile: e164(mobile) }) }, now, openInvitation);
    if (email !== undefined) await changeEmail(this.em, member, email, now);
    const target = { member_id: memberId, now, ...reachOf(actor, 'members.edit') };
    if (groupIds) {
      const row = await this.facts.run(actor, {
        statement: changeGroups,
        memberId,
        groupIds,
        values: { ...target, ...grantsOf(actor), group_ids: groupIds },
        events: groupsChanged(memberId, groupIds),
      });
      judged(row, { rank: actor.rank, act: 'change groups' });
    }
    if (email === null) await this.mustNotNeedAddress(member);
    if (products) {
      const row = await this.facts.run(actor, {
        statement: changeAccess,
        memberId,
        products,
        values: { ...target, products, on_full: onFull ?? null, door: actor.door, claim_key: `access/${this.ids.next()}` },
        events: accessChanged(memberId),
      });
      const { state } = judged(row, { products, rank: actor.rank, act: 'get access' });
      if (state === 'waiting' && !products.length) await this.queue.seatOne(actor, memberId);
    }
  }

  private async checkProfile(member: Member, { seniority, language, ...dates }: ProfileChange): Promise<void> {
    const { startsOn = member.startsOn, endsOn = member.endsOn } = dates;
    const moves = dates.startsOn !== undefined || dates.endsOn !== undefined;
    if (moves && startsOn && endsOn && endsOn < startsOn) throw new InvalidField('endsOn', 'before_start');
    const [known] = await this.em.execute<{ seniority: boolean; language: boolean }>(
      `select $1::uuid is null or exists (select from seniority where id = $1 and (not retired or id = $3)) as seniority,
              $2::text is null or exists (select from workspace where id = current_setting('app.workspace_id')::uuid and $2 = any(languages)) as language`,
      [seniority ?? null, language ?? null, member.seniority],
    );
    if (!known?.seniority) throw new InvalidField('seniority', 'unknown');
    if (!known.language) throw new InvalidField('language', 'not_enabled');
  }

  /** A site manager gives and takes his own sites only; the default site must stay among the granted ones (I7). */
  private async changeSites(
    actor: Actor,
    member: Member,
    siteIds: readonly string[],
    defaultSite: string | null | undefined,
  ): Promise<void> {
    const { own_sites } = reachOf(actor, 'members.edit');
    const rows = await this.em.execute<{ id: string; had: boolean }>(
      `select id, exists (select from member_site ms where ms.member_id = $1 and ms.site_id = s.id) as had from site s where id = any($2::uuid[]) or
              exists (select from member_site ms where ms.member_id = $1 and ms.site_id = s.id)`,
      [member.id, siteIds],
    );
    if (siteIds.some((id) => !rows.some((row) => row.id === id))) throw new InvalidField('siteIds', 'unknown');
    const changed = rows.filter(({ id, had }) => had !== siteIds.includes(id)).map(({ id }) => id);
    if (own_sites && changed.some((id) => !own_sites.includes(id))) throw new InvalidField('siteIds', 'out_of_reach');
    const stays = defaultSite === undefined ? member.defaultSite : defaultSite;
    if (stays && !siteIds.includes(stays)) throw new InvalidField('defaultSiteId', 'not_granted');
    if (!changed.length) return;
    await this.em.execute(
      'insert into member_site (workspace_id, member_id, site_id) select $1, $2, unnest($3::uuid[]) on conflict do nothing',
      [this.em.workspaceId, member.id, siteIds],
    );
    await this.em.execute('delete from member_site where member_id = $1 and site_id <> all($2::uuid[])', [member.id, siteIds]);
    member.touched(this.clock.now());
    this.em.record({ type: 'member.sites_changed', subject: { kind: 'member', id: member.id }, facts: { sites: siteIds } });
  }

  /** I7, where the sites themselves stay. */
  private async mustBeGranted(member: Member, siteId: string): Promise<void> {
    const granted = await this.em.execute('select from member_site where member_id = $1 and site_id = $2', [member.id, siteId]);
    if (!granted.length) throw new InvalidField('defaultSiteId', 'not_granted');
  }

  /** Judged by the groups that he has in the end. */
  private async mustNotNeedAddress(member: Member): Promise<void> {
    if (member.managedBy) return;
    const needing = await this.em.execute(needsEmail, [member.id]);
    if (needing.length) throw new InvalidField('email', 'required_by_group');
  }
}

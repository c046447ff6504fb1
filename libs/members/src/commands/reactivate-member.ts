import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { canonicalEmail } from '@placet/identity';
import { Clock, Ids, type Actor, type InvitationId, type MemberId } from '@placet/kernel';
import { HotCommandHandler } from '@placet/platform';
import { judged } from '../facts/outcome.ts';
import { rejoin } from '../facts/rejoin.ts';
import { HotFacts } from '../hot-facts.ts';
import { memberRejoined } from '../member-events.ts';
import { reachOf } from '../reach.ts';

/** What became of him: `unchanged` where he was not inactive. */
export interface MemberRejoined {
  readonly outcome: 'active' | 'invited' | 'waiting' | 'unchanged';
  readonly invitationId?: InvitationId;
}

/** Brings an inactive member back, which claims the seats of his access again (L17, R11).
 *
 * @param choice `username` is needed where his directory removed him; `sendMail`: whether a new invitation is mailed, by default it is
 * @throws NoSeatLeft, UsernameNeeded, UsernameTaken, RankTooLow, NotFound, StateConflict (banned: lift the ban first)
 */
export class ReactivateMember extends Command<MemberRejoined> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly choice: {
      readonly username?: string | undefined;
      readonly onFull?: 'refuse' | 'wait' | 'without_access' | undefined;
      readonly sendMail?: boolean | undefined;
    } = {},
  ) {
    super();
  }
}

@HotCommandHandler(ReactivateMember)
export class ReactivateMemberHandler implements ICommandHandler<ReactivateMember> {
  constructor(
    private readonly facts: HotFacts,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute({ actor, memberId, choice }: ReactivateMember): Promise<MemberRejoined> {
    const invitationId = this.ids.next<InvitationId>();
    const { username } = choice;
    const row = await this.facts.run(actor, {
      statement: rejoin,
      memberId,
      claimsAccess: true,
      subject: memberId,
      shared: {
        on_full: choice.onFull ?? null,
        door: actor.door,
        invited_by_kind: actor.kind,
        connection: null,
        settled: false,
        ...reachOf(actor, 'members.deactivate'),
      },
      values: {
        member_id: memberId,
        username: username ?? null,
        login_keys: username ? [canonicalEmail(username) ?? username] : [],
        claim_key: `rejoin/${invitationId}`,
        invitation_id: invitationId,
        sends_mail: choice.sendMail ?? true,
        invited_by: actor.kind === 'member' ? actor.id : null,
        now: this.clock.now(),
      },
      events: memberRejoined(memberId),
    });
    const { outcome } = judged(row, { rank: actor.rank, act: 'be reactivated' });
    return { outcome: outcome as MemberRejoined['outcome'], ...(outcome === 'invited' ? { invitationId } : {}) };
  }
}

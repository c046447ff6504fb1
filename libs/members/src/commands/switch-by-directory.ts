import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Ids, type Actor, type InvitationId, type MemberId } from '@placet/kernel';
import { HotCommandHandler, type Row } from '@placet/platform';
import { leave, leaving, type Leaving } from '../facts/leave.ts';
import { judged } from '../facts/outcome.ts';
import { rejoin } from '../facts/rejoin.ts';
import { HotFacts, type ReadAfter, type SharedFact } from '../hot-facts.ts';
import { memberLeft, memberRejoined } from '../member-events.ts';
import { reachOf } from '../reach.ts';

/** What a directory wants of a member's access: on, off, or out, which takes his username and him out of the directory. */
export interface Switch {
  readonly to: 'on' | 'off' | 'out';
  /** what else it wishes is done already, in the transaction that is open */
  readonly isSettled?: boolean;
  /** how many it may let go within ten minutes; absent: as many as it likes */
  readonly brake?: { readonly count: number | null; readonly percent: number | null } | undefined;
  /** for how long the seats of whom it switches off are kept, against flaps; 0 or absent: not at all */
  readonly graceMinutes?: number;
  readonly onFull?: 'refuse' | 'wait' | undefined;
  /** whether an invitation, where one is needed, is mailed */
  readonly sendsMail?: boolean;
  readonly after?: ReadAfter;
}

/** What came of it: `rich` where the wish takes more than a switch, `held` by the brake; nothing has changed then. */
export interface Switched {
  readonly outcome: 'done' | 'rich' | 'held';
  readonly after?: Row | undefined;
}

/** A directory switches a member of its own on or off, through the same facts as every other door, and notes its wish with them.
 *
 * @throws NotFound for whom it does not see, NoSeatLeft, RankTooLow, LastOwner, StateConflict, AlreadyInvited
 * @see scim.md §2, §15
 */
export class SwitchByDirectory extends Command<Switched> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly how: Switch,
  ) {
    super();
  }
}

@HotCommandHandler(SwitchByDirectory)
export class SwitchByDirectoryHandler implements ICommandHandler<SwitchByDirectory> {
  constructor(
    private readonly facts: HotFacts,
    private readonly ids: Ids,
  ) {}

  async execute({ actor, memberId, how }: SwitchByDirectory): Promise<Switched> {
    const row = await this.facts.run(actor, how.to === 'on' ? this.comingBack(actor, memberId, how) : this.leaving(actor, memberId, how));
    if (row?.outcome === 'rich' || row?.outcome === 'held') return { outcome: row.outcome };
    const { after } = judged(row, { rank: actor.rank, act: how.to === 'on' ? 'be reactivated' : 'be deactivated' });
    return { outcome: 'done', after };
  }

  private leaving(actor: Actor, memberId: MemberId, { to, isSettled = false, brake, graceMinutes = 0, after }: Switch): SharedFact {
    const isBraked = brake && (brake.count ?? brake.percent) !== null;
    return {
      statement: leave,
      memberId,
      subject: memberId,
      connectionId: isBraked ? actor.id : undefined,
      after,
      shared: {
        ...leaving,
        detach: to === 'out',
        keeps_seat: to === 'off' && graceMinutes > 0,
        grace_minutes: to === 'off' && graceMinutes > 0 ? graceMinutes : null,
        connection: actor.id ?? null,
        settled: isSettled,
        brake_count: brake?.count ?? null,
        brake_percent: brake?.percent ?? null,
        ...reachOf(actor, 'members.deactivate'),
      } satisfies Leaving,
      values: { member_id: memberId, now: this.facts.now() },
      events: memberLeft(memberId, to === 'out' ? 'removed' : 'deactivated'),
    };
  }

  private comingBack(actor: Actor, memberId: MemberId, { isSettled = false, onFull, sendsMail = true, after }: Switch): SharedFact {
    const invitationId = this.ids.next<InvitationId>();
    return {
      statement: rejoin,
      memberId,
      subject: memberId,
      claimsAccess: true,
      after,
      shared: {
        on_full: onFull ?? null,
        door: actor.door,
        invited_by_kind: actor.kind,
        connection: actor.id ?? null,
        settled: isSettled,
        ...reachOf(actor, 'members.deactivate'),
      },
      values: {
        member_id: memberId,
        username: null,
        login_keys: [],
        claim_key: `rejoin/${invitationId}`,
        invitation_id: invitationId,
        sends_mail: sendsMail,
        invited_by: null,
        now: this.facts.now(),
      },
      events: memberRejoined(memberId),
    };
  }
}

import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { RankTooLow, type Actor, type MemberId } from '@placet/kernel';
import { SwitchByDirectory } from '@placet/members';
import { Bus, HotCommandHandler } from '@placet/platform';
import { NoSeatLeft } from '@placet/seats';
import { IsHeld } from '../brake/held-before.ts';
import { WithdrawHeld } from '../brake/withdraw-held.ts';
import { SettingsInForce } from '../connection-settings.ts';
import { noteCall } from '../log/call-notes.ts';
import { BrakeHeld } from '../provisioning-errors.ts';
import { UserAnswers, type MadeRow } from '../reading/user-answers.ts';
import { plainSwitchOf, sentActive, type Wish } from '../wish.ts';
import { ChangeWholeUser } from './change-whole-user.ts';
import { writtenUser, type WrittenUser } from './written-user.ts';

/** A directory changes a user, by PUT or PATCH: all that it wishes in one transaction, or nothing. To switch somebody on or off, which is most of what
 * directories change, takes one statement.
 *
 * @param ifMatch the header, where there is one
 * @param mails as for `CreateUser`
 * @throws NotFound, StaleVersion, AdoptionRefused, RankTooLow, SeatRefused, UsernameTaken, ScimError, AlreadyInvited, LastOwner, BrakeHeld
 * @see RFC 7644 §3.5, scim.md §7, §8, §15
 */
export class ChangeUser extends Command<WrittenUser> {
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

@HotCommandHandler(ChangeUser)
export class ChangeUserHandler implements ICommandHandler<ChangeUser> {
  constructor(
    private readonly bus: Bus,
    private readonly settings: SettingsInForce,
    private readonly answers: UserAnswers,
  ) {}

  async execute(asked: ChangeUser): Promise<WrittenUser> {
    const { actor, memberId, wish } = asked;
    const active = (await this.settings.of(actor)).holds ? sentActive(wish) : undefined;
    if (active === false && (await this.bus.execute(new IsHeld(actor, memberId)))) throw new BrakeHeld(memberId, 'deactivate');
    const written = await this.changed(asked);
    if (active === true) await this.bus.execute(new WithdrawHeld(actor, memberId));
    return written;
  }

  private async changed({ actor, memberId, wish, ifMatch, mails }: ChangeUser): Promise<WrittenUser> {
    const to = ifMatch === undefined ? plainSwitchOf(wish) : undefined;
    return (
      (to && (await this.switched(actor, memberId, to, mails))) ||
      this.bus.execute(new ChangeWholeUser(actor, memberId, wish, ifMatch, mails))
    );
  }

  /** @returns undefined where the wish takes more than a switch */
  private async switched(actor: Actor, memberId: MemberId, to: 'on' | 'off', mails: boolean): Promise<WrittenUser | undefined> {
    const {
      seat_policy: onFull,
      brake_count: count,
      brake_percent: percent,
      grace_minutes: graceMinutes,
      names,
    } = await this.settings.of(actor);
    if (names) return undefined; // somebody may have been named, whose rank is another matter
    const how = { to, brake: { count, percent }, graceMinutes, onFull, sendsMail: mails, after: this.answers.after(actor) };
    const switched = await this.bus.execute(new SwitchByDirectory(actor, memberId, how)).catch((error: unknown) => {
      // said with his name, which only the whole change reads; or somebody whom a mapped group has raised, who is another matter
      if (error instanceof NoSeatLeft || error instanceof RankTooLow) return undefined;
      throw error;
    });
    if (switched?.outcome === 'held') throw new BrakeHeld(memberId, 'deactivate');
    if (switched?.outcome !== 'done') return undefined;
    if (to === 'on') noteCall(actor, { code: 'user.reactivated' });
    return writtenUser(switched.after as unknown as MadeRow);
  }
}

import { Injectable } from '@nestjs/common';
import { Clock, Ids, type Actor, type MemberId } from '@placet/kernel';
import { UnitOfWork, eventRow } from '@placet/platform';
import { nextInLine } from '@placet/seats';
import { lockMember } from './facts/member-sql.ts';
import { seatFromQueue } from './facts/seat-from-queue.ts';
import { memberSeated } from './member-events.ts';

const atMost = 20;

/** Seats those who wait, in the transaction that is open, under the locks of `lockPoolsWithQueue`. */
@Injectable()
export class SeatNextInLine {
  constructor(
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** @param products that may have room. @returns false where it stopped at 20 people: the pool counts as full then, and the process goes on */
  async seat(actor: Actor, products: readonly string[]): Promise<boolean> {
    if (!products.length) return true;
    for (let seated = 0; seated < atMost; seated++) {
      const [next] = await this.units.hot(actor.workspaceId, [{ statement: nextInLine, values: [products] }]);
      if (!next) return true;
      await this.seatOne(actor, next['member_id'] as MemberId);
    }
    return false;
  }

  /** Seats one whom `nextInLine` named, or who waits for nothing any more. */
  async seatOne(actor: Actor, memberId: MemberId): Promise<void> {
    const now = this.clock.now();
    const invitationId = this.ids.next();
    const values = { member_id: memberId, own_sites: null, claim_key: `queue/${invitationId}`, invitation_id: invitationId, now };
    const events = memberSeated(memberId, invitationId).map(([when, event]) =>
      eventRow(actor, event, this.ids.next(), now, undefined, when),
    );
    const [row] = await this.units.hot(actor.workspaceId, [
      { statement: lockMember, values: [memberId] },
      { statement: seatFromQueue, values: [JSON.stringify(values), JSON.stringify(events)] },
    ]);
    if (!row) throw new Error(`member ${memberId} stands in line but can't be seated`);
  }
}

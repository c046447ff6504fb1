import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { NotFound, type Actor, type MemberId } from '@placet/kernel';
import { HotCommandHandler } from '@placet/platform';
import { freeKept } from '../facts/free-kept.ts';
import { HotFacts } from '../hot-facts.ts';

/** Frees the seats that were kept for somebody whom a directory had switched off, and seats whoever waits for them. @returns `moved` where nothing is due
 *
 * @throws NotFound
 * @see scim.md §14
 */
export class FreeKeptSeats extends Command<'done' | 'moved'> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly now: Date,
  ) {
    super();
  }
}

@HotCommandHandler(FreeKeptSeats)
export class FreeKeptSeatsHandler implements ICommandHandler<FreeKeptSeats> {
  constructor(private readonly facts: HotFacts) {}

  async execute({ actor, memberId, now }: FreeKeptSeats): Promise<'done' | 'moved'> {
    const row = await this.facts.run(actor, {
      statement: freeKept,
      memberId,
      subject: memberId,
      shared: {},
      values: { member_id: memberId, now },
      events: [['freed', { type: 'member.kept_seats_freed', subject: { kind: 'member', id: memberId }, facts: {} }]],
    });
    if (!row) throw new NotFound('member');
    return row.outcome === 'freed' ? 'done' : 'moved';
  }
}

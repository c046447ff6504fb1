import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Ids, type Actor, type InvitationId, type MemberId } from '@placet/kernel';
import { HotCommandHandler, type Row } from '@placet/platform';
import { judged } from '../facts/outcome.ts';
import { HotFacts, type ReadAfter } from '../hot-facts.ts';
import { creationOf, type NewMember } from '../new-member.ts';
import { reachOf } from '../reach.ts';

/** How a directory's new member begins: with an invitation, active by the directory's own sign-in, or switched off. */
export type DirectoryBeginning = 'invited' | 'active' | 'inactive';

/** The new member, and what was read of him in the same trip. */
export interface AddedByDirectory {
  readonly memberId: MemberId;
  readonly after?: Row | undefined;
}

/** Adds a member whom the directory keeps from then on, through the same fact and the same gate as every other door.
 *
 * @param person his `onFull` is the connection's policy; `managedBy` is the connection that asks. One who begins `inactive` only wishes for his products
 * @param sendsMail whether an invitation is mailed
 * @throws NoSeatLeft, UsernameTaken, RankTooLow, ProductNotSold, PermissionMissing where only the console adds members; AlreadyInvited where another
 *   invitation is mailed to the same address (I5)
 */
export class AddByDirectory extends Command<AddedByDirectory> {
  constructor(
    readonly actor: Actor,
    readonly person: NewMember,
    readonly begins: DirectoryBeginning,
    readonly sendsMail: boolean,
    readonly after?: ReadAfter,
  ) {
    super();
  }
}

@HotCommandHandler(AddByDirectory)
export class AddByDirectoryHandler implements ICommandHandler<AddByDirectory> {
  constructor(
    private readonly facts: HotFacts,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute({ actor, person, begins, sendsMail, after }: AddByDirectory): Promise<AddedByDirectory> {
    const made = { memberId: this.ids.next<MemberId>(), invitationId: this.ids.next<InvitationId>(), now: this.clock.now() };
    const first = { kind: 'none', begins, sendsMail } as const;
    const fact = creationOf(actor, { ...person, managedBy: actor.id }, first, made, reachOf(actor, 'members.add'));
    const row = await this.facts.run(actor, { ...fact, after });
    const added = judged(row, { products: person.products, rank: actor.rank, act: 'be added' });
    return { memberId: made.memberId, after: added.after };
  }
}

import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Ids, type Actor, type InvitationId, type MemberId } from '@placet/kernel';
import { HotCommandHandler } from '@placet/platform';
import { judged } from '../facts/outcome.ts';
import { HotFacts } from '../hot-facts.ts';
import { creationOf, type NewMember } from '../new-member.ts';
import { reachOf } from '../reach.ts';

/** How a directory's new member begins: with an invitation, active by the directory's own sign-in, or switched off. */
export type DirectoryBeginning = 'invited' | 'active' | 'inactive';

/** The new member, as the directory is told. */
export interface AddedByDirectory {
  readonly memberId: MemberId;
  /** `waiting` without a seat */
  readonly state: 'invited' | 'active' | 'inactive' | 'waiting';
  readonly userCode: string;
  readonly seniority: string | null;
  /** his products by code, with their names */
  readonly products: Readonly<Record<string, string>>;
  readonly at: Date;
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

  async execute({ actor, person, begins, sendsMail }: AddByDirectory): Promise<AddedByDirectory> {
    const made = { memberId: this.ids.next<MemberId>(), invitationId: this.ids.next<InvitationId>(), now: this.clock.now() };
    const first = { kind: 'none', begins, sendsMail } as const;
    const fact = creationOf(actor, { ...person, managedBy: actor.id }, first, made, reachOf(actor, 'members.add'));
    const row = await this.facts.run(actor, fact);
    const added = judged(row, { products: person.products, rank: actor.rank, act: 'be added' });
    return {
      memberId: made.memberId,
      state: added.state as AddedByDirectory['state'],
      userCode: added['user_code'] as string,
      seniority: added['seniority_name'] as string | null,
      products: (added['product_names'] ?? {}) as Record<string, string>,
      at: made.now,
    };
  }
}

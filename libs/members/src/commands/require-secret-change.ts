import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Credentials } from '@placet/identity';
import { StateConflict, type Actor, type MemberId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { reachableMember } from '../reachable-member.ts';

/** Asks for another password or PIN at the next sign-in (L11). @throws NotFound, RankTooLow, StateConflict */
export class RequireSecretChange extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
  ) {
    super();
  }
}

@CommandHandler(RequireSecretChange)
export class RequireSecretChangeHandler implements ICommandHandler<RequireSecretChange> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly credentials: Credentials,
  ) {}

  async execute({ actor, memberId }: RequireSecretChange): Promise<void> {
    const member = await reachableMember(this.em, actor, 'members.resetSecret', memberId);
    if (member.state !== 'active') throw new StateConflict('member', member.state, 'be asked for another secret');
    await this.credentials.requireChange(memberId);
    this.em.record({ type: 'member.secret_change_required', subject: { kind: 'member', id: memberId }, facts: {} });
  }
}

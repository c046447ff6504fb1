import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Credentials } from '@placet/identity';
import type { Actor, MemberId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { reachableMember } from '../reachable-member.ts';

/** Ends every session of a member at once; he may sign in again. @throws NotFound, RankTooLow */
export class SignOutEverywhere extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
  ) {
    super();
  }
}

@CommandHandler(SignOutEverywhere)
export class SignOutEverywhereHandler implements ICommandHandler<SignOutEverywhere> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly credentials: Credentials,
  ) {}

  async execute({ actor, memberId }: SignOutEverywhere): Promise<void> {
    await reachableMember(this.em, actor, 'members.signOut', memberId);
    const sessions = await this.credentials.endSessions(memberId);
    this.em.record({ type: 'member.signed_out', subject: { kind: 'member', id: memberId }, facts: { sessions } });
  }
}

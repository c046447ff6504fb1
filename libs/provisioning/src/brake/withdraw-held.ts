import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, type Actor, type MemberId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { endEpisode } from './held-rows.ts';

/** The directory says that he is active after all: what the brake held is withdrawn. */
export class WithdrawHeld extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
  ) {
    super();
  }
}

@CommandHandler(WithdrawHeld)
export class WithdrawHeldHandler implements ICommandHandler<WithdrawHeld> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, memberId }: WithdrawHeld): Promise<void> {
    const connectionId = actor.id ?? '';
    const withdrawn = await this.em.execute(
      `update directory_held set state = 'withdrawn', decided_at = $3 where connection_id = $1 and member_id = $2 and state = 'held' returning id`,
      [connectionId, memberId, this.clock.now()],
    );
    if (!withdrawn.length) return;
    this.em.record({ type: 'connection.held_withdrawn', subject: { kind: 'connection', id: connectionId }, facts: { member: memberId } });
    await endEpisode(this.em, connectionId);
  }
}

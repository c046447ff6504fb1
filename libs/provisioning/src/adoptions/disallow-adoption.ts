import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Actor, ConnectionId, MemberId } from '@placet/kernel';
import { NotFound } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';

/** Takes a name off the list again; whoever was taken over meanwhile stays so. @throws NotFound */
export class DisallowAdoption extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
    readonly memberId: MemberId,
  ) {
    super();
  }
}

@CommandHandler(DisallowAdoption)
export class DisallowAdoptionHandler implements ICommandHandler<DisallowAdoption> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ connectionId, memberId }: DisallowAdoption): Promise<void> {
    const gone = await this.em.execute('delete from directory_adoption where connection_id = $1 and member_id = $2 returning member_id', [
      connectionId,
      memberId,
    ]);
    if (!gone.length) throw new NotFound('adoption');
    // What was read with a token says whether anybody is named.
    await this.em.execute('update directory_connection set version = version + 1 where id = $1', [connectionId]);
    const facts = { member: memberId };
    this.em.record({ type: 'connection.adoption_disallowed', subject: { kind: 'connection', id: connectionId }, facts });
  }
}

import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, type Actor, type ConnectionId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { endEpisode } from './held-rows.ts';

/** Drops held deactivations: those people stay as they are. Should the directory ask again, the brake judges anew.
 *
 * @param heldIds absent: all of the connection
 * @returns how many were dropped; those that were decided already are none of them
 */
export class RefuseHeld extends Command<number> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
    readonly heldIds?: readonly string[],
  ) {
    super();
  }
}

@CommandHandler(RefuseHeld)
export class RefuseHeldHandler implements ICommandHandler<RefuseHeld> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, connectionId, heldIds }: RefuseHeld): Promise<number> {
    const refused = await this.em.execute<{ member_id: string }>(
      `update directory_held set state = 'refused', decided_by = $3, decided_at = $4
        where connection_id = $1 and state = 'held' and ($2::uuid[] is null or id = any($2)) returning member_id`,
      [connectionId, heldIds ?? null, actor.id, this.clock.now()],
    );
    if (!refused.length) return 0;
    this.em.record({
      type: 'connection.held_refused',
      subject: { kind: 'connection', id: connectionId },
      facts: { count: refused.length, members: refused.slice(0, 100).map((one) => one.member_id) },
    });
    await endEpisode(this.em, connectionId);
    return refused.length;
  }
}

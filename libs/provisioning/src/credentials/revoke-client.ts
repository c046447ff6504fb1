import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, NotFound, type Actor, type ConnectionId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';

/** Ends an OAuth client: it gets no token any more, and those that it has are refused from the next request on. Revoking twice is once.
 *
 * @param clientId of its row
 * @throws NotFound
 */
export class RevokeClient extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
    readonly clientId: string,
  ) {
    super();
  }
}

@CommandHandler(RevokeClient)
export class RevokeClientHandler implements ICommandHandler<RevokeClient> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
  ) {}

  async execute({ connectionId, clientId }: RevokeClient): Promise<void> {
    const [client] = await this.em.execute<{ name: string; was: Date | null }>(
      `update directory_client set revoked_at = coalesce(revoked_at, $3) where id = $1 and connection_id = $2 returning name, old.revoked_at as was`,
      [clientId, connectionId, this.clock.now()],
    );
    if (!client) throw new NotFound('client');
    if (client.was) return;
    this.em.record({
      type: 'connection.client_revoked',
      subject: { kind: 'connection', id: connectionId },
      facts: { client: clientId, name: client.name },
      pokes: [`directory-credential/${clientId}`],
    });
  }
}

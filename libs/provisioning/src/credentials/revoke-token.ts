import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, NotFound, type Actor, type ConnectionId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';

/** Ends a token: the next request that carries it is refused. Revoking twice is once. @throws NotFound */
export class RevokeToken extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
    readonly tokenId: string,
  ) {
    super();
  }
}

@CommandHandler(RevokeToken)
export class RevokeTokenHandler implements ICommandHandler<RevokeToken> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
  ) {}

  async execute({ connectionId, tokenId }: RevokeToken): Promise<void> {
    const [token] = await this.em.execute<{ name: string; was: Date | null }>(
      `update directory_token set revoked_at = coalesce(revoked_at, $3) where id = $1 and connection_id = $2 returning name, old.revoked_at as was`,
      [tokenId, connectionId, this.clock.now()],
    );
    if (!token) throw new NotFound('token');
    if (token.was) return;
    this.em.record({
      type: 'connection.token_revoked',
      subject: { kind: 'connection', id: connectionId },
      facts: { token: tokenId, name: token.name },
      pokes: [`directory-credential/${tokenId}`],
    });
  }
}

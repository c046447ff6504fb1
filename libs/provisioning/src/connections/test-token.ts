import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Ids, NotFound, type Actor, type ConnectionId } from '@placet/kernel';
import { WorkspaceEm, newSecretToken } from '@placet/platform';
import type { TokenMade } from '../credentials/add-token.ts';

const lifeMs = 60_000;

/** A token for a test of a connection: it lives for a minute at most, and counts among no others. @throws NotFound */
export class MakeTestToken extends Command<TokenMade> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
  ) {
    super();
  }
}

@CommandHandler(MakeTestToken)
export class MakeTestTokenHandler implements ICommandHandler<MakeTestToken> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute({ connectionId }: MakeTestToken): Promise<TokenMade> {
    const [connection] = await this.em.execute('select id from directory_connection where id = $1', [connectionId]);
    if (!connection) throw new NotFound('connection');
    const now = this.clock.now();
    const tokenId = this.ids.next();
    const { token, hash } = newSecretToken('scim', this.em.workspaceId, tokenId);
    await this.em.execute(
      `insert into directory_token (workspace_id, id, connection_id, name, token_hash, created_at, expires_at) values ($1, $2, $3, 'test', $4, $5, $6)`,
      [this.em.workspaceId, tokenId, connectionId, hash, now, new Date(now.getTime() + lifeMs)],
    );
    this.em.record({ type: 'connection.tested', subject: { kind: 'connection', id: connectionId }, facts: { token: tokenId } });
    return { tokenId, value: token };
  }
}

/** Ends it. */
export class EndTestToken extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly tokenId: string,
  ) {
    super();
  }
}

@CommandHandler(EndTestToken)
export class EndTestTokenHandler implements ICommandHandler<EndTestToken> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
  ) {}

  async execute({ tokenId }: EndTestToken): Promise<void> {
    await this.em.execute('update directory_token set revoked_at = $2 where id = $1', [tokenId, this.clock.now()]);
  }
}

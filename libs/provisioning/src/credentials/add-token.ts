import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Ids, NotFound, type Actor, type ConnectionId } from '@placet/kernel';
import { WorkspaceEm, newSecretToken } from '@placet/platform';
import { TwoTokensLive } from '../provisioning-errors.ts';
import { endOfCredential } from './credential-life.ts';

const mostLive = 2;

/** A token of a connection. `value` is shown once; only its hash is stored. */
export interface TokenMade {
  readonly tokenId: string;
  readonly value: string;
}

/** Makes a token for a connection; two live at once, so that one can be changed for the other (`scim.md` §4).
 *
 * @param name 1 to 100 characters, for people
 * @param expiresAt at most 24 months ahead; absent: 12 months
 * @throws NotFound, TwoTokensLive, InvalidField `expiresAt`
 */
export class AddToken extends Command<TokenMade> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
    readonly name: string,
    readonly expiresAt?: Date,
  ) {
    super();
  }
}

@CommandHandler(AddToken)
export class AddTokenHandler implements ICommandHandler<AddToken> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute({ connectionId, name, expiresAt }: AddToken): Promise<TokenMade> {
    const now = this.clock.now();
    const until = endOfCredential(now, expiresAt);
    const [connection] = await this.em.execute('select id from directory_connection where id = $1 for update', [connectionId]);
    if (!connection) throw new NotFound('connection');
    const live = await this.em.execute<{ name: string }>(
      'select name from directory_token where connection_id = $1 and revoked_at is null and expires_at > $2 order by created_at',
      [connectionId, now],
    );
    if (live.length >= mostLive) throw new TwoTokensLive(live.map((token) => token.name));
    const tokenId = this.ids.next();
    const { token, hash } = newSecretToken('scim', this.em.workspaceId, tokenId);
    await this.em.execute(
      `insert into directory_token (workspace_id, id, connection_id, name, token_hash, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [this.em.workspaceId, tokenId, connectionId, name, hash, now, until],
    );
    this.em.record({
      type: 'connection.token_added',
      subject: { kind: 'connection', id: connectionId },
      facts: { token: tokenId, name, expiresAt: until.toISOString() },
      pokes: [`directory-credential/${tokenId}`],
    });
    return { tokenId, value: token };
  }
}

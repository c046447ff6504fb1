import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Ids, NotFound, type Actor, type ConnectionId } from '@placet/kernel';
import { WorkspaceEm, newSecretToken } from '@placet/platform';
import { TwoClientsLive } from '../provisioning-errors.ts';
import { endOfCredential } from './credential-life.ts';
import type { ClientKey } from './public-key.ts';

const mostLive = 2;

/** An OAuth 2.0 client of a connection. `secret` is shown once, and absent where a public key proves it. */
export interface ClientMade {
  readonly clientId: string;
  readonly secret?: string;
}

/** Makes an OAuth 2.0 client for a connection: with a secret, or with a public key for `private_key_jwt`; two live at once, for a change without a gap.
 *
 * @param name 1 to 100 characters, for people
 * @param publicKey absent: a secret is made
 * @param expiresAt at most 24 months ahead; absent: 12 months
 * @returns the row's id, from which `clientIdOf` makes the `client_id`
 * @throws NotFound, TwoClientsLive, InvalidField `expiresAt`
 * @see RFC 6749 §2, RFC 7523, scim.md §4
 */
export class AddClient extends Command<ClientMade> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
    readonly name: string,
    readonly publicKey?: ClientKey,
    readonly expiresAt?: Date,
  ) {
    super();
  }
}

@CommandHandler(AddClient)
export class AddClientHandler implements ICommandHandler<AddClient> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute({ connectionId, name, publicKey, expiresAt }: AddClient): Promise<ClientMade> {
    const now = this.clock.now();
    const until = endOfCredential(now, expiresAt);
    const [connection] = await this.em.execute('select id from directory_connection where id = $1 for update', [connectionId]);
    if (!connection) throw new NotFound('connection');
    const live = await this.em.execute<{ name: string }>(
      'select name from directory_client where connection_id = $1 and revoked_at is null and expires_at > $2 order by created_at',
      [connectionId, now],
    );
    if (live.length >= mostLive) throw new TwoClientsLive(live.map((client) => client.name));
    const clientId = this.ids.next();
    const secret = publicKey ? undefined : newSecretToken('client', this.em.workspaceId, clientId);
    await this.em.execute(
      `insert into directory_client (workspace_id, id, connection_id, name, secret_hash, public_key, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [this.em.workspaceId, clientId, connectionId, name, secret?.hash ?? null, publicKey ? JSON.stringify(publicKey) : null, now, until],
    );
    this.em.record({
      type: 'connection.client_added',
      subject: { kind: 'connection', id: connectionId },
      facts: { client: clientId, name, method: publicKey ? 'private_key_jwt' : 'client_secret', expiresAt: until.toISOString() },
      pokes: [`directory-credential/${clientId}`],
    });
    return { clientId, ...(secret ? { secret: secret.token } : {}) };
  }
}

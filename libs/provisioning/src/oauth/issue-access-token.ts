import { createHash, timingSafeEqual } from 'node:crypto';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Ids, type Actor, type ConnectionId } from '@placet/kernel';
import { Config, RequestRates, WorkspaceEm, newSecretToken, statement } from '@placet/platform';
import { clientIdOf } from '../credentials/client-id.ts';
import type { ClientKey } from '../credentials/public-key.ts';
import { provenAssertion } from './client-assertion.ts';
import { invalidClient } from './oauth-errors.ts';
import type { AskingClient } from './token-request.ts';

const lifeSeconds = 3600;
const tokensPerSecond = 1;

/** An access token: opaque, stored as its hash, dead with its client. */
export interface AccessToken {
  readonly value: string;
  readonly expiresInSeconds: number;
  readonly connectionId: ConnectionId;
}

/** Gives a proven OAuth client an access token for 60 minutes. An unknown client, a dead one and a wrong proof are refused alike.
 *
 * @param clientId of its row, in the actor's workspace
 * @throws OAuthRefused `invalid_client`; TooManyRequests past one token a second and client
 * @see RFC 6749 §4.4, RFC 7523 §3, scim.md §4
 */
export class IssueAccessToken extends Command<AccessToken> {
  constructor(
    readonly actor: Actor,
    readonly clientId: string,
    readonly proof: AskingClient['proof'],
  ) {
    super();
  }
}

interface Client {
  readonly connection_id: ConnectionId;
  readonly secret_hash: Buffer | null;
  readonly public_key: ClientKey | null;
}

/** `$1` client, `$2` now. */
const liveClient = statement(
  'live_directory_client',
  `select k.connection_id, k.secret_hash, k.public_key from directory_client k
     join directory_connection c on c.workspace_id = k.workspace_id and c.id = k.connection_id
     join workspace w on w.id = k.workspace_id
    where k.id = $1 and k.revoked_at is null and k.expires_at > $2 and c.state = 'on' and w.state = 'active'`,
);

/** `$1` client, `$2` now, `$3` id, `$4` hash, `$5` until. */
const giveToken = statement(
  'give_access_token',
  `with used as (update directory_client set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at <= $2::timestamptz - interval '1 minute'))
   insert into directory_access_token (workspace_id, id, client_id, token_hash, created_at, expires_at)
   values (current_setting('app.workspace_id')::uuid, $3, $1, $4, $2, $5)`,
);

@CommandHandler(IssueAccessToken)
export class IssueAccessTokenHandler implements ICommandHandler<IssueAccessToken> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly config: Config,
    private readonly rates: RequestRates,
  ) {}

  async execute({ clientId, proof }: IssueAccessToken): Promise<AccessToken> {
    const now = this.clock.now();
    const [client] = await this.em.execute<Client>(liveClient, [clientId, now]);
    if (!client) throw invalidClient();
    if (proof.kind === 'secret') refuseWrongSecret(client, proof.secret);
    else await this.proveOnce(clientId, client, proof.assertion, now);
    // Counted once it is proven, or anybody could use up another's share.
    this.rates.take(`oauth:${clientId}`, tokensPerSecond);
    const id = this.ids.next();
    const { token, hash } = newSecretToken('scimat', this.em.workspaceId, id);
    await this.em.execute(giveToken, [clientId, now, id, hash, new Date(now.getTime() + lifeSeconds * 1000)]);
    return { value: token, expiresInSeconds: lifeSeconds, connectionId: client.connection_id };
  }

  private async proveOnce(clientId: string, { public_key: key }: Client, assertion: string, now: Date): Promise<void> {
    if (!key) throw invalidClient();
    const { baseUrl } = this.config;
    const expected = { clientId: clientIdOf(this.em.workspaceId, clientId), audiences: [`${baseUrl}/oauth2/token`, baseUrl], now };
    const { jti, expiresAt } = await provenAssertion(assertion, key, expected);
    const hash = createHash('sha256').update(jti).digest();
    const first = await this.em.execute(
      `insert into directory_assertion (workspace_id, client_id, jti_hash, expires_at) values ($1, $2, $3, $4)
       on conflict do nothing returning client_id`,
      [this.em.workspaceId, clientId, hash, expiresAt],
    );
    if (!first.length) throw invalidClient();
  }
}

/** In constant time, whatever was sent. */
function refuseWrongSecret({ secret_hash: expected }: Client, secret: string): void {
  const given = createHash('sha256').update(secret).digest();
  if (!expected || !timingSafeEqual(given, expected)) throw invalidClient();
}

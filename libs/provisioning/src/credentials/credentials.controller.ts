import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { AddClientBody, AddTokenBody, ClientAdded, Id, PathId, TokenAdded } from '@placet/contracts';
import type { Actor, ConnectionId } from '@placet/kernel';
import { Answers, Bus, Caller, Needs } from '@placet/platform';
import { z } from 'zod';
import { GetConnection } from '../connections/connections.ts';
import { AddClient } from './add-client.ts';
import { AddToken } from './add-token.ts';
import { clientKeyOf } from './public-key.ts';
import { RevokeClient } from './revoke-client.ts';
import { RevokeToken } from './revoke-token.ts';

const TokenPath = z.object({ id: Id, tokenId: Id });
const ClientPath = z.object({ id: Id, clientId: Id });
type Path = z.infer<typeof PathId>;

const instant = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text));

/** What a directory proves itself with: bearer tokens and OAuth clients. */
@Controller('directory-connections')
export class CredentialsController {
  constructor(private readonly bus: Bus) {}

  @Post(':id/tokens')
  @Needs('directory.manage')
  @Answers(TokenAdded, { status: 201 })
  async addToken(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) { id }: Path,
    @Body({ schema: AddTokenBody }) { name, expiresAt }: z.output<typeof AddTokenBody>,
  ): Promise<z.input<typeof TokenAdded>> {
    const connectionId = id as ConnectionId;
    const { tokenId, value } = await this.bus.execute(new AddToken(actor, connectionId, name, instant(expiresAt)));
    const { tokens } = await this.bus.execute(new GetConnection(actor, connectionId));
    return { token: tokens.find((token) => token.id === tokenId)!, secret: { kind: 'token', value } };
  }

  @Delete(':id/tokens/:tokenId')
  @Needs('directory.manage')
  @Answers()
  async revokeToken(@Caller() actor: Actor, @Param({ schema: TokenPath }) { id, tokenId }: z.infer<typeof TokenPath>): Promise<void> {
    await this.bus.execute(new RevokeToken(actor, id as ConnectionId, tokenId));
  }

  @Post(':id/clients')
  @Needs('directory.manage')
  @Answers(ClientAdded, { status: 201 })
  async addClient(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) { id }: Path,
    @Body({ schema: AddClientBody }) { name, publicKey, expiresAt }: z.output<typeof AddClientBody>,
  ): Promise<z.input<typeof ClientAdded>> {
    const connectionId = id as ConnectionId;
    const key = publicKey && clientKeyOf(publicKey);
    const { clientId, secret } = await this.bus.execute(new AddClient(actor, connectionId, name, key, instant(expiresAt)));
    const { clients } = await this.bus.execute(new GetConnection(actor, connectionId));
    const client = clients.find((one) => one.id === clientId)!;
    return { client, ...(secret ? { secret: { kind: 'client_secret' as const, value: secret } } : {}) };
  }

  @Delete(':id/clients/:clientId')
  @Needs('directory.manage')
  @Answers()
  async revokeClient(@Caller() actor: Actor, @Param({ schema: ClientPath }) { id, clientId }: z.infer<typeof ClientPath>): Promise<void> {
    await this.bus.execute(new RevokeClient(actor, id as ConnectionId, clientId));
  }
}

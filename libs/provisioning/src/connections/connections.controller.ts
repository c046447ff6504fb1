import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import {
  AddConnectionBody,
  AddTokenBody,
  ConnectionChanged,
  ConnectionReply,
  ConnectionsReply,
  EditConnectionBody,
  Id,
  PathId,
  TokenAdded,
} from '@placet/contracts';
import type { Actor, ConnectionId } from '@placet/kernel';
import { Answers, Bus, Caller, IfMatch, Needs } from '@placet/platform';
import { z } from 'zod';
import { AddConnection } from './add-connection.ts';
import { AddToken } from '../credentials/add-token.ts';
import { EditConnection } from './edit-connection.ts';
import { RevokeToken } from '../credentials/revoke-token.ts';
import { GetConnection, ListConnections } from './connections.ts';

const TokenPath = z.object({ id: Id, tokenId: Id });
type Path = z.infer<typeof PathId>;

/** Directory connections and their tokens, for administrators. */
@Controller('directory-connections')
export class ConnectionsController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Needs('directory.read')
  @Answers(ConnectionsReply)
  async list(@Caller() actor: Actor): Promise<z.input<typeof ConnectionsReply>> {
    return { items: await this.bus.execute(new ListConnections(actor)) };
  }

  @Post()
  @Needs('directory.manage')
  @Answers(ConnectionChanged, {
    location: ({ connection }) => `/directory-connections/${connection.id}`,
    version: ({ connection }) => connection.version,
  })
  async add(
    @Caller() actor: Actor,
    @Body({ schema: AddConnectionBody }) { name, provider }: z.output<typeof AddConnectionBody>,
  ): Promise<z.input<typeof ConnectionChanged>> {
    const connectionId = await this.bus.execute(new AddConnection(actor, name, provider));
    return { connection: await this.bus.execute(new GetConnection(actor, connectionId)) };
  }

  @Get(':id')
  @Needs('directory.read')
  @Answers(ConnectionReply, { version: ({ version }) => version })
  one(@Caller() actor: Actor, @Param({ schema: PathId }) { id }: Path): Promise<z.input<typeof ConnectionReply>> {
    return this.bus.execute(new GetConnection(actor, id as ConnectionId));
  }

  @Patch(':id')
  @Needs('directory.manage')
  @Answers(ConnectionChanged, { version: ({ connection }) => connection.version })
  async edit(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) { id }: Path,
    @Body({ schema: EditConnectionBody }) change: z.output<typeof EditConnectionBody>,
    @IfMatch() version: number | undefined,
  ): Promise<z.input<typeof ConnectionChanged>> {
    await this.bus.execute(new EditConnection(actor, id as ConnectionId, change, version));
    return { connection: await this.bus.execute(new GetConnection(actor, id as ConnectionId)) };
  }

  @Post(':id/tokens')
  @Needs('directory.manage')
  @Answers(TokenAdded, { status: 201 })
  async addToken(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) { id }: Path,
    @Body({ schema: AddTokenBody }) { name, expiresAt }: z.output<typeof AddTokenBody>,
  ): Promise<z.input<typeof TokenAdded>> {
    const until = expiresAt === undefined ? undefined : new Date(expiresAt);
    const { tokenId, value } = await this.bus.execute(new AddToken(actor, id as ConnectionId, name, until));
    const { tokens } = await this.bus.execute(new GetConnection(actor, id as ConnectionId));
    return { token: tokens.find((token) => token.id === tokenId)!, secret: { kind: 'token', value } };
  }

  @Delete(':id/tokens/:tokenId')
  @Needs('directory.manage')
  @Answers()
  async revokeToken(@Caller() actor: Actor, @Param({ schema: TokenPath }) { id, tokenId }: z.infer<typeof TokenPath>): Promise<void> {
    await this.bus.execute(new RevokeToken(actor, id as ConnectionId, tokenId));
  }
}

import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import {
  AddConnectionBody,
  ConnectionChanged,
  ConnectionReply,
  ConnectionsReply,
  EditConnectionBody,
  PathId,
  ConnectionTest,
} from '@placet/contracts';
import type { Actor, ConnectionId } from '@placet/kernel';
import { Answers, Bus, Caller, IfMatch, Needs } from '@placet/platform';
import type { z } from 'zod';
import { AddConnection } from './add-connection.ts';
import { ConnectionTrial } from './connection-trial.ts';
import { EditConnection } from './edit-connection.ts';
import { GetConnection, ListConnections } from './connections.ts';

type Path = z.infer<typeof PathId>;

/** Directory connections, for administrators. */
@Controller('directory-connections')
export class ConnectionsController {
  constructor(
    private readonly bus: Bus,
    private readonly trial: ConnectionTrial,
  ) {}

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

  @Post(':id/test')
  @Needs('directory.manage')
  @HttpCode(200)
  @Answers(ConnectionTest)
  async test(@Caller() actor: Actor, @Param({ schema: PathId }) { id }: Path): Promise<z.input<typeof ConnectionTest>> {
    return { items: await this.trial.of(actor, id as ConnectionId) };
  }
}

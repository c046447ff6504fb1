import { Body, Controller, Get, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import {
  GrantSeatsBody,
  OpenWorkspaceBody,
  OperatorWorkspace,
  OperatorWorkspaces,
  PatchWorkspaceBody,
  PathId,
  ProductChanged,
  ProductPath,
  PutProductBody,
  SeatListQuery,
  WorkspaceOpened,
  WorkspaceProductPath,
} from '@placet/contracts';
import type { Actor } from '@placet/kernel';
import { Answers, Bus, Caller, Config, Operator } from '@placet/platform';
import { GrantSeats, PutProduct } from '@placet/seats';
import { PatchWorkspace } from '@placet/workspaces';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { InviteOwnerAnew } from './commands/invite-owner-anew.ts';
import { OpenWorkspace } from './commands/open-workspace.ts';
import { invitationUrl } from './invitation-link.ts';
import { GetWorkspace, ListWorkspaces } from './queries/list-workspaces.ts';

type Workspace = z.infer<typeof OperatorWorkspace>;
type Opened = z.infer<typeof WorkspaceOpened>;

/** The vendor's door: it opens workspaces and grants seats, and never reads members (`api.md` §3). */
@Controller('operator/v1')
export class OperatorController {
  constructor(
    private readonly bus: Bus,
    private readonly config: Config,
  ) {}

  @Post('workspaces')
  @Operator()
  @Answers(WorkspaceOpened, { status: 201 })
  async open(
    @Caller() actor: Actor,
    @Body({ schema: OpenWorkspaceBody }) body: z.output<typeof OpenWorkspaceBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Opened> {
    const { ownerActivationToken } = await this.bus.execute(new OpenWorkspace(actor, body));
    void reply.header('location', `/operator/v1/workspaces/${actor.workspaceId}`);
    return this.opened(actor, ownerActivationToken);
  }

  @Post('workspaces/:id/owner-link')
  @Operator()
  @Answers(WorkspaceOpened, { status: 201 })
  async ownerLink(@Caller() actor: Actor, @Param({ schema: PathId }) _path: z.infer<typeof PathId>): Promise<Opened> {
    return this.opened(actor, await this.bus.execute(new InviteOwnerAnew(actor)));
  }

  @Get('workspaces')
  @Operator()
  @Answers(OperatorWorkspaces)
  list(
    @Caller() actor: Actor,
    @Query({ schema: SeatListQuery }) asked: z.output<typeof SeatListQuery>,
  ): Promise<z.infer<typeof OperatorWorkspaces>> {
    return this.bus.execute(new ListWorkspaces(actor, asked));
  }

  @Get('workspaces/:id')
  @Operator()
  @Answers(OperatorWorkspace)
  one(@Caller() actor: Actor, @Param({ schema: PathId }) _path: z.infer<typeof PathId>): Promise<Workspace> {
    return this.bus.execute(new GetWorkspace(actor));
  }

  @Patch('workspaces/:id')
  @Operator()
  @Answers(OperatorWorkspace)
  async change(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) _path: z.infer<typeof PathId>,
    @Body({ schema: PatchWorkspaceBody }) change: z.infer<typeof PatchWorkspaceBody>,
  ): Promise<Workspace> {
    await this.bus.execute(new PatchWorkspace(actor, change));
    return this.bus.execute(new GetWorkspace(actor));
  }

  @Put('workspaces/:id/products/:product')
  @Operator()
  @Answers(OperatorWorkspace)
  async grant(
    @Caller() actor: Actor,
    @Param({ schema: WorkspaceProductPath }) { product }: z.infer<typeof WorkspaceProductPath>,
    @Body({ schema: GrantSeatsBody }) { grantedSeats, reason }: z.infer<typeof GrantSeatsBody>,
  ): Promise<Workspace> {
    await this.bus.execute(new GetWorkspace(actor));
    await this.bus.execute(new GrantSeats(actor, product, grantedSeats, reason));
    return this.bus.execute(new GetWorkspace(actor));
  }

  @Put('products/:code')
  @Operator()
  @Answers(ProductChanged)
  async product(
    @Caller() actor: Actor,
    @Param({ schema: ProductPath }) { code }: z.infer<typeof ProductPath>,
    @Body({ schema: PutProductBody }) { name }: z.infer<typeof PutProductBody>,
  ): Promise<z.infer<typeof ProductChanged>> {
    await this.bus.execute(new PutProduct(actor, code, name));
    return { code, name };
  }

  private async opened(actor: Actor, token: string): Promise<Opened> {
    const workspace = await this.bus.execute(new GetWorkspace(actor));
    return { workspace, secret: { ownerActivationLink: invitationUrl(this.config.baseUrl, token), ownerActivationToken: token } };
  }
}

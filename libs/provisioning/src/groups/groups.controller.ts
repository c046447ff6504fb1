import { Body, Controller, Delete, Headers, HttpCode, Param, Patch, Post, Put, Query, Res, UseFilters } from '@nestjs/common';
import type { Actor } from '@placet/kernel';
import { Answers, Bus, Caller, Config, Directory } from '@placet/platform';
import { etagOf, groupType, projected, type Projection, type Resource } from '@placet/scim-protocol';
import type { FastifyReply } from 'fastify';
import { scimBase } from '../scim-base.ts';
import { ScimErrorFilter } from '../scim-error-filter.ts';
import { scimJson } from '../scim-errors.ts';
import { groupProjectionOf, type RawQuery } from '../scim-query.ts';
import { GetGroup, groupAnswer } from './seen-group.ts';
import { GroupWrites, type WrittenGroup } from './group-writes.ts';

/** Writes of `/Groups` of SCIM 2.0: parse, one command, translate. */
@Controller('scim/v2')
@UseFilters(ScimErrorFilter)
export class GroupWritesController {
  private readonly base: string;

  constructor(
    private readonly writes: GroupWrites,
    private readonly bus: Bus,
    config: Config,
  ) {
    this.base = scimBase(config);
  }

  @Post('Groups')
  @Directory()
  @HttpCode(201)
  async add(@Caller() actor: Actor, @Body() body: unknown, @Query() query: RawQuery, @Res({ passthrough: true }) reply: FastifyReply) {
    const projection = groupProjectionOf(query);
    const group = await this.writes.create(actor, body);
    void reply.header('location', `${this.base}${groupType.endpoint}/${group.groupId}`);
    return this.answer(actor, reply, group, projection);
  }

  @Put('Groups/:id')
  @Directory()
  async replace(
    @Caller() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @Query() query: RawQuery,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const projection = groupProjectionOf(query);
    return this.answer(actor, reply, await this.writes.replace(actor, id, body, ifMatch), projection);
  }

  @Patch('Groups/:id')
  @Directory()
  async change(
    @Caller() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @Query() query: RawQuery,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const projection = groupProjectionOf(query);
    const group = await this.writes.patch(actor, id, body, ifMatch);
    // Entra likes it short; whoever says what he wants to see gets it.
    if (query['attributes'] !== undefined || query['excludedAttributes'] !== undefined) return this.answer(actor, reply, group, projection);
    void reply.status(204).header('etag', etagOf(group.version));
    return undefined;
  }

  @Delete('Groups/:id')
  @Directory()
  @Answers()
  async remove(@Caller() actor: Actor, @Param('id') id: string, @Headers('if-match') ifMatch: string | undefined): Promise<void> {
    await this.writes.remove(actor, id, ifMatch);
  }

  private async answer(actor: Actor, reply: FastifyReply, { groupId }: WrittenGroup, projection: Projection): Promise<Resource> {
    const group = await this.bus.execute(new GetGroup(actor, groupId));
    void reply.type(scimJson).header('etag', etagOf(group.version));
    return projected(groupType, groupAnswer(group, this.base), projection);
  }
}

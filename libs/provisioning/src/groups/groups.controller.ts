import { Body, Controller, Delete, Headers, HttpCode, Param, Patch, Post, Put, Query, Res, UseFilters } from '@nestjs/common';
import type { Actor } from '@placet/kernel';
import { Answers, Bus, Caller, Config, Directory, LargeBody } from '@placet/platform';
import { etagOf, groupType, projectionSkips, type Projection } from '@placet/scim-protocol';
import type { FastifyReply } from 'fastify';
import { scimBase } from '../scim-base.ts';
import { ScimErrorFilter } from '../scim-error-filter.ts';
import { groupProjectionOf, type RawQuery } from '../scim-query.ts';
import { GetGroup } from '../reading/get-resource.ts';
import { tellOne } from '../reading/told.ts';
import { placetGroupType } from '../placet-schemas.ts';
import { GroupWrites } from './group-writes.ts';

/** Okta pushes whole lists of members. */
const mostBytes = 8 * 1024 * 1024;

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
  @LargeBody(mostBytes)
  @HttpCode(201)
  async add(@Caller() actor: Actor, @Body() body: unknown, @Query() query: RawQuery, @Res({ passthrough: true }) reply: FastifyReply) {
    const projection = groupProjectionOf(query);
    const group = await this.writes.create(actor, body);
    void reply.header('location', `${this.base}${groupType.endpoint}/${group.id}`);
    return this.answer(actor, reply, group, projection);
  }

  @Put('Groups/:id')
  @Directory()
  @LargeBody(mostBytes)
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
  @LargeBody(mostBytes)
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

  private async answer(actor: Actor, reply: FastifyReply, { id }: { readonly id: string }, projection: Projection) {
    const group = await this.bus.execute(new GetGroup(actor, id, !projectionSkips(projection, 'members')));
    return tellOne(reply, placetGroupType, group, projection);
  }
}

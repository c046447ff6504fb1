import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res, UseFilters } from '@nestjs/common';
import { NotFound, type Actor } from '@placet/kernel';
import { Bus, Caller, Directory } from '@placet/platform';
import { listQueryOf, projectionSkips, searchQueryOf, type ListQuery } from '@placet/scim-protocol';
import type { FastifyReply } from 'fastify';
import { placetGroupType, placetUserType } from '../placet-schemas.ts';
import { ScimErrorFilter } from '../scim-error-filter.ts';
import { groupProjectionOf, type RawQuery } from '../scim-query.ts';
import { GetGroup } from './get-resource.ts';
import { ListResources } from './list-resources.ts';
import { isUuid } from './readable.ts';
import { tellList, tellOne } from './told.ts';

/** Reads of `/Groups`, and the search over users and groups together, of SCIM 2.0. */
@Controller('scim/v2')
@UseFilters(ScimErrorFilter)
export class GroupReadsController {
  constructor(private readonly bus: Bus) {}

  @Get('Groups')
  @Directory()
  list(@Caller() actor: Actor, @Query() query: RawQuery, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.listed(actor, listQueryOf(placetGroupType, query), reply);
  }

  @Post('Groups/.search')
  @Directory()
  @HttpCode(200)
  search(@Caller() actor: Actor, @Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.listed(actor, searchQueryOf([placetGroupType], body)[0]!, reply);
  }

  @Get('Groups/:id')
  @Directory()
  async one(
    @Caller() actor: Actor,
    @Param('id') id: string,
    @Query() query: RawQuery,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const projection = groupProjectionOf(query);
    const groupId = id.toLowerCase();
    if (!isUuid(groupId)) throw new NotFound('group');
    const group = await this.bus.execute(new GetGroup(actor, groupId, !projectionSkips(projection, 'members')));
    return tellOne(reply, placetGroupType, group, projection, ifNoneMatch);
  }

  @Post('.search')
  @Directory()
  @HttpCode(200)
  async searchBoth(@Caller() actor: Actor, @Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply) {
    const [users, groups] = searchQueryOf([placetUserType, placetGroupType], body) as [ListQuery, ListQuery];
    const found = await this.bus.execute(new ListResources(actor, { users, groups }));
    return tellList(
      reply,
      [
        [placetUserType, users],
        [placetGroupType, groups],
      ],
      found,
    );
  }

  private async listed(actor: Actor, groups: ListQuery, reply: FastifyReply) {
    return tellList(reply, [[placetGroupType, groups]], await this.bus.execute(new ListResources(actor, { groups })));
  }
}

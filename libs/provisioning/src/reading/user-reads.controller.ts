import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res, UseFilters } from '@nestjs/common';
import { NotFound, type Actor, type MemberId } from '@placet/kernel';
import { Bus, Caller, Directory } from '@placet/platform';
import { listQueryOf, projectionSkips, searchQueryOf, type ListQuery } from '@placet/scim-protocol';
import type { FastifyReply } from 'fastify';
import { placetUserType } from '../placet-schemas.ts';
import { ScimErrorFilter } from '../scim-error-filter.ts';
import { userProjectionOf, type RawQuery } from '../scim-query.ts';
import { GetUser } from './get-resource.ts';
import { ListResources } from './list-resources.ts';
import { isUuid } from './readable.ts';
import { tellList, tellOne } from './told.ts';

/** Reads of `/Users` of SCIM 2.0: parse, one query, translate. */
@Controller('scim/v2')
@UseFilters(ScimErrorFilter)
export class UserReadsController {
  constructor(private readonly bus: Bus) {}

  @Get('Users')
  @Directory()
  list(@Caller() actor: Actor, @Query() query: RawQuery, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.listed(actor, listQueryOf(placetUserType, query), reply);
  }

  @Post('Users/.search')
  @Directory()
  @HttpCode(200)
  search(@Caller() actor: Actor, @Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.listed(actor, searchQueryOf([placetUserType], body)[0]!, reply);
  }

  @Get('Users/:id')
  @Directory()
  async one(
    @Caller() actor: Actor,
    @Param('id') id: string,
    @Query() query: RawQuery,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const projection = userProjectionOf(query);
    const memberId = id.toLowerCase();
    if (!isUuid(memberId)) throw new NotFound('user');
    const user = await this.bus.execute(new GetUser(actor, memberId as MemberId, !projectionSkips(projection, 'groups')));
    return tellOne(reply, placetUserType, user, projection, ifNoneMatch);
  }

  private async listed(actor: Actor, users: ListQuery, reply: FastifyReply) {
    return tellList(reply, [[placetUserType, users]], await this.bus.execute(new ListResources(actor, { users })));
  }
}

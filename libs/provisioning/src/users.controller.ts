import { Body, Controller, Delete, Headers, HttpCode, Param, Patch, Post, Put, Query, Res, UseFilters } from '@nestjs/common';
import type { Actor } from '@placet/kernel';
import { Answers, Caller, Config, Directory } from '@placet/platform';
import { projectionSkips, userType, type Projection } from '@placet/scim-protocol';
import type { FastifyReply } from 'fastify';
import { placetUserType } from './placet-schemas.ts';
import { tellOne } from './reading/told.ts';
import { answered, type MadeRow } from './reading/user-answers.ts';
import { scimBase } from './scim-base.ts';
import { ScimErrorFilter } from './scim-error-filter.ts';
import { userProjectionOf, type RawQuery } from './scim-query.ts';
import { UserWrites } from './user-writes.ts';

/** Writes of `/Users` of SCIM 2.0: parse, one command, translate. */
@Controller('scim/v2')
@UseFilters(ScimErrorFilter)
export class UsersController {
  private readonly base: string;

  constructor(
    private readonly writes: UserWrites,
    config: Config,
  ) {
    this.base = scimBase(config);
  }

  @Post('Users')
  @Directory()
  @HttpCode(201)
  async add(@Caller() actor: Actor, @Body() body: unknown, @Query() query: RawQuery, @Res({ passthrough: true }) reply: FastifyReply) {
    const projection = userProjectionOf(query);
    const user = await this.writes.create(actor, body);
    void reply.header('location', `${this.base}${userType.endpoint}/${user.id}`);
    return this.answer(reply, user, projection);
  }

  @Put('Users/:id')
  @Directory()
  async replace(
    @Caller() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @Query() query: RawQuery,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const projection = userProjectionOf(query);
    return this.answer(reply, await this.writes.replace(actor, id, body, ifMatch), projection);
  }

  @Patch('Users/:id')
  @Directory()
  async change(
    @Caller() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @Query() query: RawQuery,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const projection = userProjectionOf(query);
    return this.answer(reply, await this.writes.patch(actor, id, body, ifMatch), projection);
  }

  @Delete('Users/:id')
  @Directory()
  @Answers()
  async remove(@Caller() actor: Actor, @Param('id') id: string, @Headers('if-match') ifMatch: string | undefined): Promise<void> {
    await this.writes.remove(actor, id, ifMatch);
  }

  private answer(reply: FastifyReply, row: MadeRow, projection: Projection) {
    return tellOne(reply, placetUserType, answered(row, !projectionSkips(projection, 'groups')), projection);
  }
}

import { Body, Controller, Delete, Headers, HttpCode, Param, Patch, Post, Put, Query, Res, UseFilters } from '@nestjs/common';
import { NotFound, type Actor, type MemberId } from '@placet/kernel';
import { Answers, Bus, Caller, Config, Directory } from '@placet/platform';
import { parseResource, patchOf, projectionSkips, userType, type Projection } from '@placet/scim-protocol';
import type { FastifyReply } from 'fastify';
import { askedByDirectory } from './asked-by-directory.ts';
import { ChangeUser } from './commands/change-user.ts';
import { CreateUser } from './commands/create-user.ts';
import type { WrittenUser } from './commands/written-user.ts';
import { DeleteUser } from './commands/delete-user.ts';
import { SettingsInForce } from './connection-settings.ts';
import { isUuid } from './directory-facts.ts';
import { noteIgnored } from './log/call-notes.ts';
import { scimBase } from './scim-base.ts';
import { placetUserType } from './placet-schemas.ts';
import { answered } from './reading/user-answers.ts';
import { tellOne } from './reading/told.ts';
import { ScimErrorFilter } from './scim-error-filter.ts';
import { userProjectionOf, type RawQuery } from './scim-query.ts';

/** Writes of `/Users` of SCIM 2.0: parse, one command, translate. */
@Controller('scim/v2')
@UseFilters(ScimErrorFilter)
export class UsersController {
  private readonly base: string;

  constructor(
    private readonly bus: Bus,
    private readonly settings: SettingsInForce,
    config: Config,
  ) {
    this.base = scimBase(config);
  }

  @Post('Users')
  @Directory()
  @HttpCode(201)
  async add(@Caller() actor: Actor, @Body() body: unknown, @Query() query: RawQuery, @Res({ passthrough: true }) reply: FastifyReply) {
    const projection = userProjectionOf(query);
    const { resource, ignored } = parseResource(await this.settings.userTypeOf(actor), body);
    noteIgnored(actor, ignored);
    const user = await askedByDirectory(this.bus, actor, (mails) => this.bus.execute(new CreateUser(actor, resource, mails)));
    void reply.header('location', `${this.base}${userType.endpoint}/${user.memberId}`);
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
    const memberId = memberIdOf(id);
    const projection = userProjectionOf(query);
    const { resource, ignored } = parseResource(await this.settings.userTypeOf(actor), body);
    noteIgnored(actor, ignored);
    const wish = { kind: 'replace', resource } as const;
    const user = await askedByDirectory(this.bus, actor, (mails) =>
      this.bus.execute(new ChangeUser(actor, memberId, wish, ifMatch, mails)),
    );
    return this.answer(reply, user, projection);
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
    const memberId = memberIdOf(id);
    const projection = userProjectionOf(query);
    const { steps, ignored } = patchOf(await this.settings.userTypeOf(actor), body);
    noteIgnored(actor, ignored);
    const wish = { kind: 'patch', steps } as const;
    const user = await askedByDirectory(this.bus, actor, (mails) =>
      this.bus.execute(new ChangeUser(actor, memberId, wish, ifMatch, mails)),
    );
    return this.answer(reply, user, projection);
  }

  @Delete('Users/:id')
  @Directory()
  @Answers()
  async remove(@Caller() actor: Actor, @Param('id') id: string, @Headers('if-match') ifMatch: string | undefined): Promise<void> {
    const memberId = memberIdOf(id);
    await askedByDirectory(this.bus, actor, () => this.bus.execute(new DeleteUser(actor, memberId, ifMatch)));
  }

  private answer(reply: FastifyReply, { row }: WrittenUser, projection: Projection) {
    return tellOne(reply, placetUserType, answered(row, !projectionSkips(projection, 'groups')), projection);
  }
}

/** A strange id is one that nobody has. */
function memberIdOf(id: string): MemberId {
  if (!isUuid(id)) throw new NotFound('user');
  return id as MemberId;
}

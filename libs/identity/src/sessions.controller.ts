import { Body, Controller, Delete, Get, Param, Post, Res } from '@nestjs/common';
import { ChangeSecretBody, ConfirmSessionBody, MeReply, PathId, SessionsReply } from '@placet/contracts';
import type { Actor, MemberId, SessionId } from '@placet/kernel';
import { Answers, Bus, Caller, SessionCookies, SignedIn, Visitor, type Visit } from '@placet/platform';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { ChangeSecret } from './commands/change-secret.ts';
import { ConfirmSession } from './commands/confirm-session.ts';
import { EndSession } from './commands/end-session.ts';
import { GetMe } from './queries/get-me.ts';
import { ListSessions } from './queries/list-sessions.ts';

/** Doors of everybody who is signed in, about himself. */
@Controller()
export class SessionsController {
  constructor(
    private readonly bus: Bus,
    private readonly cookies: SessionCookies,
  ) {}

  @Get('me')
  @SignedIn({ evenBeforeSecretChange: true })
  @Answers(MeReply)
  me(@Caller() actor: Actor): Promise<z.infer<typeof MeReply>> {
    return this.bus.execute(new GetMe(actor));
  }

  @Post('me/secret')
  @SignedIn({ evenBeforeSecretChange: true })
  @Answers()
  async changeSecret(
    @Caller() actor: Actor,
    @Body({ schema: ChangeSecretBody }) { current, next, ...profile }: z.infer<typeof ChangeSecretBody>,
    @Visitor() visit: Visit,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const session = await this.bus.execute(new ChangeSecret(actor, current, next, visit, profile));
    this.cookies.set(reply, session.token, session.sessionId, session.expiresAt);
  }

  @Post('session/confirm')
  @SignedIn()
  @Answers()
  async confirm(
    @Caller() actor: Actor,
    @Body({ schema: ConfirmSessionBody }) { password }: z.infer<typeof ConfirmSessionBody>,
    @Visitor() visit: Visit,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const session = await this.bus.execute(new ConfirmSession(actor, password, visit));
    this.cookies.set(reply, session.token, session.sessionId, session.expiresAt);
  }

  @Delete('session')
  @SignedIn({ evenBeforeSecretChange: true })
  @Answers()
  async signOut(@Caller() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.bus.execute(new EndSession(actor, actor.sessionId as SessionId));
    this.cookies.clear(reply);
  }

  @Get('sessions')
  @SignedIn()
  @Answers(SessionsReply)
  async list(@Caller() actor: Actor): Promise<z.infer<typeof SessionsReply>> {
    return { items: await this.bus.execute(new ListSessions(actor, actor.id as MemberId)) };
  }

  @Delete('sessions/:id')
  @SignedIn()
  @Answers()
  async end(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) { id }: z.infer<typeof PathId>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.bus.execute(new EndSession(actor, id as SessionId));
    if (id === actor.sessionId) this.cookies.clear(reply);
  }
}

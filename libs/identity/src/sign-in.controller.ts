import { setTimeout as delay } from 'node:timers/promises';
import { Body, Controller, Post, Res } from '@nestjs/common';
import { CompletePasswordResetBody, PasswordResetBody, SignInBody, SignInReply } from '@placet/contracts';
import { publicActor } from '@placet/kernel';
import { Answers, Bus, Limited, Public, SessionCookies, Visitor, readSecretToken, type Visit } from '@placet/platform';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { AskPasswordReset } from './commands/ask-password-reset.ts';
import { CompletePasswordReset } from './commands/complete-password-reset.ts';
import { SignIn } from './commands/sign-in.ts';
import { ResetLinkDead } from './identity-errors.ts';
import { WorkspaceSlugs } from './workspace-slugs.ts';

/** Longer than asking for a reset ever takes, so that its time says nothing. */
const resetAnswerMs = 150;

/** Doors of those who have proven nothing yet. */
@Controller()
export class SignInController {
  constructor(
    private readonly bus: Bus,
    private readonly slugs: WorkspaceSlugs,
    private readonly cookies: SessionCookies,
  ) {}

  @Post('sign-in')
  @Public()
  @Limited('sign_in')
  @Answers(SignInReply)
  async signIn(
    @Body({ schema: SignInBody }) { workspace, username, password }: z.infer<typeof SignInBody>,
    @Visitor() visit: Visit,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof SignInReply>> {
    const actor = publicActor(await this.slugs.idOf(workspace), 'public', visit.requestId);
    const { session, member, next } = await this.bus.execute(new SignIn(actor, username, password, visit));
    this.cookies.set(reply, session.token, session.sessionId, session.expiresAt);
    return { member, next };
  }

  @Post('password-resets')
  @Public()
  @Limited('reset')
  @Answers(undefined, { status: 202 })
  async askReset(
    @Body({ schema: PasswordResetBody }) { workspace, username }: z.infer<typeof PasswordResetBody>,
    @Visitor() { requestId }: Visit,
  ): Promise<void> {
    const asked = async () => {
      const actor = publicActor(await this.slugs.idOf(workspace), 'public', requestId);
      await this.bus.execute(new AskPasswordReset(actor, username));
    };
    await Promise.all([asked(), delay(resetAnswerMs)]);
  }

  @Post('password-resets/complete')
  @Public()
  @Limited('public')
  @Answers()
  async completeReset(
    @Body({ schema: CompletePasswordResetBody }) { token, password }: z.infer<typeof CompletePasswordResetBody>,
    @Visitor() { requestId }: Visit,
  ): Promise<void> {
    const link = readSecretToken('reset', token);
    if (!link) throw new ResetLinkDead('unknown');
    await this.bus.execute(new CompletePasswordReset(publicActor(link.workspaceId, 'public', requestId), token, password));
  }
}

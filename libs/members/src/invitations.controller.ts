import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  AcceptInvitationBody,
  ExtendInvitationBody,
  InvitationChanged,
  InvitationPage,
  InvitationPreview,
  InvitationTokenBody,
  ListInvitationsQuery,
  PathId,
  SignInReply,
} from '@placet/contracts';
import type { Actor, InvitationId } from '@placet/kernel';
import { Answers, Bus, Caller, Limited, Needs, Public, SessionCookies, SessionPrincipals, Visitor, type Visit } from '@placet/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { CopyInvitationLink } from './commands/copy-invitation-link.ts';
import { ExtendInvitation } from './commands/extend-invitation.ts';
import { JoinByInvitation } from './commands/join-by-invitation.ts';
import { ResendInvitation } from './commands/resend-invitation.ts';
import { RevokeInvitation } from './commands/revoke-invitation.ts';
import { OtherAccountSignedIn } from './invitation-errors.ts';
import { linkHolder } from './invitation-link.ts';
import { GetInvitation } from './queries/get-invitation.ts';
import { ListInvitations } from './queries/list-invitations.ts';
import { PreviewInvitation } from './queries/preview-invitation.ts';

type Path = z.infer<typeof PathId>;
type Changed = z.infer<typeof InvitationChanged>;

/** Invitations: the door of those who invite, and of those who are invited. */
@Controller('invitations')
export class InvitationsController {
  constructor(
    private readonly bus: Bus,
    private readonly cookies: SessionCookies,
    private readonly principals: SessionPrincipals,
  ) {}

  @Get()
  @Needs('members.read')
  @Answers(InvitationPage)
  list(@Caller() actor: Actor, @Query({ schema: ListInvitationsQuery }) asked: z.output<typeof ListInvitationsQuery>) {
    return this.bus.execute(new ListInvitations(actor, asked));
  }

  @Post('preview')
  @Public()
  @Limited('public')
  @Answers(InvitationPreview)
  preview(@Body({ schema: InvitationTokenBody }) { token }: z.infer<typeof InvitationTokenBody>, @Visitor() { requestId }: Visit) {
    return this.bus.execute(new PreviewInvitation(linkHolder(token, requestId), token));
  }

  @Post('accept')
  @Public()
  @Limited('public')
  @Answers(SignInReply)
  async accept(
    @Body({ schema: AcceptInvitationBody }) { token, ...person }: z.infer<typeof AcceptInvitationBody>,
    @Visitor() visit: Visit,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof SignInReply>> {
    const cookie = this.cookies.read(request);
    if (cookie && (await this.principals.bySession(cookie, visit.requestId))) throw new OtherAccountSignedIn();
    const joined = new JoinByInvitation(linkHolder(token, visit.requestId), token, person, visit);
    const { session, member, next } = await this.bus.execute(joined);
    this.cookies.set(reply, session.token, session.sessionId, session.expiresAt);
    return { member, next };
  }

  @Post(':id/resend')
  @Needs('invitations.manage')
  @Answers(InvitationChanged)
  resend(@Caller() actor: Actor, @Param({ schema: PathId }) { id }: Path) {
    return this.changed(actor, id, new ResendInvitation(actor, id as InvitationId));
  }

  @Post(':id/revoke')
  @Needs('invitations.manage')
  @Answers(InvitationChanged)
  revoke(@Caller() actor: Actor, @Param({ schema: PathId }) { id }: Path) {
    return this.changed(actor, id, new RevokeInvitation(actor, id as InvitationId));
  }

  @Post(':id/extend')
  @Needs('invitations.manage')
  @Answers(InvitationChanged)
  extend(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) { id }: Path,
    @Body({ schema: ExtendInvitationBody }) { days }: z.infer<typeof ExtendInvitationBody>,
  ) {
    return this.changed(actor, id, new ExtendInvitation(actor, id as InvitationId, days));
  }

  @Post(':id/copy-link')
  @Needs('invitations.manage')
  @Answers(InvitationChanged)
  async copyLink(@Caller() actor: Actor, @Param({ schema: PathId }) { id }: Path): Promise<Changed> {
    const { link } = await this.bus.execute(new CopyInvitationLink(actor, id as InvitationId));
    const invitation = await this.bus.execute(new GetInvitation(actor, id as InvitationId));
    return { invitation, secret: { kind: 'activation_link', value: link } };
  }

  private async changed(actor: Actor, id: string, command: ResendInvitation | RevokeInvitation | ExtendInvitation): Promise<Changed> {
    await this.bus.execute(command);
    return { invitation: await this.bus.execute(new GetInvitation(actor, id as InvitationId)) };
  }
}

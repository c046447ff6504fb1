import { Body, Controller, Param, Post } from '@nestjs/common';
import { BanMemberBody, DeactivateBody, LiftBanBody, MemberChanged, PathId, ReactivateBody } from '@placet/contracts';
import type { Actor, MemberId } from '@placet/kernel';
import { Answers, Bus, Caller, Needs } from '@placet/platform';
import type { z } from 'zod';
import { BanMember } from './commands/ban-member.ts';
import { CopyInvitationLink } from './commands/copy-invitation-link.ts';
import { DeactivateMember } from './commands/deactivate-member.ts';
import { LiftBan } from './commands/lift-ban.ts';
import { ReactivateMember } from './commands/reactivate-member.ts';
import { RequireSecretChange } from './commands/require-secret-change.ts';
import { ResetSecret } from './commands/reset-secret.ts';
import { SignOutEverywhere } from './commands/sign-out-everywhere.ts';
import { afterChange } from './queries/after-change.ts';

type Path = z.infer<typeof PathId>;
type Changed = z.infer<typeof MemberChanged>;

/** Decisions about a member, each with a body of its own (`api.md` §1). */
@Controller('members/:id')
export class MemberActionsController {
  constructor(private readonly bus: Bus) {}

  @Post('deactivate')
  @Needs('members.deactivate')
  @Answers(MemberChanged)
  async deactivate(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) { id }: Path,
    @Body({ schema: DeactivateBody.optional() }) body: z.infer<typeof DeactivateBody> | undefined,
  ): Promise<Changed> {
    await this.bus.execute(new DeactivateMember(actor, id as MemberId, body?.reason));
    return this.changed(actor, id);
  }

  @Post('reactivate')
  @Needs('members.deactivate')
  @Answers(MemberChanged)
  async reactivate(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) { id }: Path,
    @Body({ schema: ReactivateBody.optional() }) choice: z.infer<typeof ReactivateBody> | undefined,
  ): Promise<Changed> {
    const { invitationId } = await this.bus.execute(new ReactivateMember(actor, id as MemberId, choice));
    const changed = await this.changed(actor, id);
    if (!invitationId || changed.member.email) return changed;
    const { link } = await this.bus.execute(new CopyInvitationLink(actor, invitationId, 'members.deactivate'));
    return { ...changed, secret: { kind: 'activation_link', value: link } };
  }

  @Post('ban')
  @Needs('members.ban', { recentSignIn: true })
  @Answers(MemberChanged)
  async ban(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) { id }: Path,
    @Body({ schema: BanMemberBody }) { reason, until }: z.infer<typeof BanMemberBody>,
  ): Promise<Changed> {
    await this.bus.execute(new BanMember(actor, id as MemberId, reason, until === undefined ? undefined : new Date(until)));
    return this.changed(actor, id);
  }

  @Post('lift-ban')
  @Needs('members.ban')
  @Answers(MemberChanged)
  async liftBan(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) { id }: Path,
    @Body({ schema: LiftBanBody }) { reason }: z.infer<typeof LiftBanBody>,
  ): Promise<Changed> {
    await this.bus.execute(new LiftBan(actor, id as MemberId, reason));
    return this.changed(actor, id);
  }

  @Post('reset-secret')
  @Needs('members.resetSecret')
  @Answers(MemberChanged)
  async resetSecret(@Caller() actor: Actor, @Param({ schema: PathId }) { id }: Path): Promise<Changed> {
    const { secret } = await this.bus.execute(new ResetSecret(actor, id as MemberId));
    return { ...(await this.changed(actor, id)), ...(secret ? { secret } : {}) };
  }

  @Post('require-secret-change')
  @Needs('members.resetSecret')
  @Answers(MemberChanged)
  async requireSecretChange(@Caller() actor: Actor, @Param({ schema: PathId }) { id }: Path): Promise<Changed> {
    await this.bus.execute(new RequireSecretChange(actor, id as MemberId));
    return this.changed(actor, id);
  }

  @Post('sign-out')
  @Needs('members.signOut')
  @Answers(MemberChanged)
  async signOut(@Caller() actor: Actor, @Param({ schema: PathId }) { id }: Path): Promise<Changed> {
    await this.bus.execute(new SignOutEverywhere(actor, id as MemberId));
    return this.changed(actor, id);
  }

  private async changed(actor: Actor, id: string): Promise<Changed> {
    return { member: await this.bus.execute(afterChange(actor, id as MemberId)) };
  }
}

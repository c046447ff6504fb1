import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { AdoptionsReply, AllowAdoptionBody, Id, PathId } from '@placet/contracts';
import type { Actor, ConnectionId, MemberId } from '@placet/kernel';
import { Answers, Bus, Caller, Needs } from '@placet/platform';
import { z } from 'zod';
import { AllowAdoption } from './allow-adoption.ts';
import { DisallowAdoption } from './disallow-adoption.ts';
import { ListAdoptions } from './list-adoptions.ts';

const MemberPath = z.object({ id: Id, memberId: Id });
type Path = z.infer<typeof PathId>;

/** Whom a directory may take over by name. */
@Controller('directory-connections')
export class AdoptionsController {
  constructor(private readonly bus: Bus) {}

  @Get(':id/adoptions')
  @Needs('directory.read')
  @Answers(AdoptionsReply)
  list(@Caller() actor: Actor, @Param({ schema: PathId }) { id }: Path): Promise<z.input<typeof AdoptionsReply>> {
    return this.bus.execute(new ListAdoptions(actor, id as ConnectionId));
  }

  @Post(':id/adoptions')
  @Needs('directory.manage', { recentSignIn: true })
  @HttpCode(200)
  @Answers(AdoptionsReply)
  async allow(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) { id }: Path,
    @Body({ schema: AllowAdoptionBody }) { memberIds }: z.output<typeof AllowAdoptionBody>,
  ): Promise<z.input<typeof AdoptionsReply>> {
    await this.bus.execute(new AllowAdoption(actor, id as ConnectionId, memberIds));
    return this.bus.execute(new ListAdoptions(actor, id as ConnectionId));
  }

  @Delete(':id/adoptions/:memberId')
  @Needs('directory.manage')
  @Answers()
  async disallow(@Caller() actor: Actor, @Param({ schema: MemberPath }) { id, memberId }: z.infer<typeof MemberPath>): Promise<void> {
    await this.bus.execute(new DisallowAdoption(actor, id as ConnectionId, memberId as MemberId));
  }
}

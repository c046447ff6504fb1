import { Body, Controller, Get, Put } from '@nestjs/common';
import { PutSenioritiesBody, SenioritiesReply } from '@placet/contracts';
import type { Actor } from '@placet/kernel';
import { Answers, Bus, Caller, IfMatch, Needs, SignedIn } from '@placet/platform';
import type { z } from 'zod';
import { PutSeniorities } from './commands/put-seniorities.ts';
import { ListSeniorities } from './queries/list-seniorities.ts';

/** The workspace's levels of seniority. */
@Controller('seniorities')
export class SenioritiesController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @SignedIn()
  @Answers(SenioritiesReply, { version: ({ version }) => version })
  list(@Caller() actor: Actor): Promise<z.infer<typeof SenioritiesReply>> {
    return this.bus.execute(new ListSeniorities(actor));
  }

  @Put()
  @Needs('workspace.manage', { reach: 'workspace' })
  @Answers(SenioritiesReply, { version: ({ version }) => version })
  async put(
    @Caller() actor: Actor,
    @Body({ schema: PutSenioritiesBody }) { items }: z.infer<typeof PutSenioritiesBody>,
    @IfMatch() version: number | undefined,
  ): Promise<z.infer<typeof SenioritiesReply>> {
    await this.bus.execute(new PutSeniorities(actor, items, version));
    return this.bus.execute(new ListSeniorities(actor));
  }
}

import { Body, Controller, Get, Put } from '@nestjs/common';
import { PoliciesReply, PutPoliciesBody } from '@placet/contracts';
import type { Actor } from '@placet/kernel';
import { Answers, Bus, Caller, IfMatch, Needs } from '@placet/platform';
import { GetPolicies } from '@placet/workspaces';
import type { z } from 'zod';
import { PutPolicies } from './commands/put-policies.ts';

type Reply = z.infer<typeof PoliciesReply>;

/** The workspace's policies. Their change lives here, since it may resize pools and names groups. */
@Controller('policies')
export class PoliciesController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Needs('policies.read')
  @Answers(PoliciesReply, { version: ({ version }) => version })
  async get(@Caller() actor: Actor): Promise<Reply> {
    const { values, version, changedAt } = await this.bus.execute(new GetPolicies(actor));
    return { values, version, changedAt: changedAt.toISOString() };
  }

  @Put()
  @Needs('policies.manage', { reach: 'workspace' })
  @Answers(PoliciesReply, { version: ({ version }) => version })
  async put(
    @Caller() actor: Actor,
    @Body({ schema: PutPoliciesBody }) { values }: z.infer<typeof PutPoliciesBody>,
    @IfMatch('required') version: number,
  ): Promise<Reply> {
    await this.bus.execute(new PutPolicies(actor, values, version));
    return this.get(actor);
  }
}

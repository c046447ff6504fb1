import { Controller, Get, Res } from '@nestjs/common';
import { HealthReply } from '@placet/contracts';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../access/access.ts';
import { Answers } from '../messages/answers.ts';
import { Health, type HealthState } from './health.ts';

const Alive = z.object({ status: z.literal('alive') }).meta({ id: 'Alive' });

/** For whoever restarts processes and sends them traffic. */
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  @Get('live')
  @Public()
  @Answers(Alive)
  live(): z.infer<typeof Alive> {
    return { status: 'alive' };
  }

  /** 503 only where nothing can be answered; what is degraded still takes traffic. */
  @Get('ready')
  @Public()
  @Answers(HealthReply)
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthState> {
    const state = await this.health.look();
    if (state.status === 'down') void reply.status(503).header('retry-after', '2');
    return state;
  }
}

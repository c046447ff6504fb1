import { Controller, Get, Param, Query } from '@nestjs/common';
import { DirectoryLogQuery, DirectoryLogReply, PathId } from '@placet/contracts';
import type { Actor, ConnectionId } from '@placet/kernel';
import { Answers, Bus, Caller, Needs } from '@placet/platform';
import type { z } from 'zod';
import { ListLog } from './list-log.ts';

/** The live log: what a directory asked for, and what came of it. */
@Controller('directory-connections')
export class LogController {
  constructor(private readonly bus: Bus) {}

  @Get(':id/log')
  @Needs('directory.read')
  @Answers(DirectoryLogReply)
  list(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) { id }: z.infer<typeof PathId>,
    @Query({ schema: DirectoryLogQuery }) asked: z.output<typeof DirectoryLogQuery>,
  ): Promise<z.input<typeof DirectoryLogReply>> {
    return this.bus.execute(new ListLog(actor, id as ConnectionId, asked));
  }
}

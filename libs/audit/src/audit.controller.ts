import { Controller, Get, Param, Query } from '@nestjs/common';
import { AuditPage, AuditQuery, AuditVerification, PathId } from '@placet/contracts';
import type { Actor } from '@placet/kernel';
import { Answers, Bus, Caller, Cursors, Needs, Operator } from '@placet/platform';
import type { z } from 'zod';
import { ListAudit } from './queries/list-audit.ts';
import { VerifyAudit } from './queries/verify-audit.ts';

@Controller()
export class AuditController {
  constructor(
    private readonly bus: Bus,
    private readonly cursors: Cursors,
  ) {}

  @Get('audit')
  @Needs('audit.read', { reach: 'workspace' })
  @Answers(AuditPage)
  async list(@Caller() actor: Actor, @Query({ schema: AuditQuery }) query: z.infer<typeof AuditQuery>): Promise<z.infer<typeof AuditPage>> {
    const { items, last, total, totalIsExact } = await this.bus.execute(new ListAudit(actor, query, this.cursors.decode('audit', query)));
    return { items, ...(last ? { nextCursor: this.cursors.encode('audit', query, last) } : {}), total, totalIsExact };
  }
}

/** The vendor may prove that a log is whole, without reading it. */
@Controller('operator/v1/workspaces')
export class AuditVerificationController {
  constructor(private readonly bus: Bus) {}

  @Get(':id/audit/verification')
  @Operator()
  @Answers(AuditVerification)
  verify(@Caller() actor: Actor, @Param({ schema: PathId }) _path: z.infer<typeof PathId>): Promise<z.infer<typeof AuditVerification>> {
    return this.bus.execute(new VerifyAudit(actor));
  }
}

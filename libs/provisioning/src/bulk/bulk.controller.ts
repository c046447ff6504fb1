import { Body, Controller, HttpCode, Logger, Post, Res, UseFilters } from '@nestjs/common';
import type { Actor } from '@placet/kernel';
import { Caller, Config, Directory } from '@placet/platform';
import { bulkOf, bulkResponse, groupType, userType } from '@placet/scim-protocol';
import type { FastifyReply } from 'fastify';
import { GroupWrites } from '../groups/group-writes.ts';
import { scimBase } from '../scim-base.ts';
import { ScimErrorFilter } from '../scim-error-filter.ts';
import { refusalOf, scimJson } from '../scim-errors.ts';
import { BulkRun, type BulkTarget } from './bulk-run.ts';
import { UserWrites } from '../user-writes.ts';

/** As `/ServiceProviderConfig` says. */
const maxOperations = 1_000;

/** `/Bulk` of SCIM 2.0: many writes in one request, each as if it had come alone. @see RFC 7644 §3.7, scim.md §11 */
@Controller('scim/v2')
@UseFilters(ScimErrorFilter)
export class BulkController {
  private readonly log = new Logger(BulkController.name);

  constructor(
    private readonly users: UserWrites,
    private readonly groups: GroupWrites,
    private readonly config: Config,
  ) {}

  @Post('Bulk')
  @Directory()
  @HttpCode(200)
  async bulk(@Caller() actor: Actor, @Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply) {
    const run = new BulkRun(actor, bulkOf(body, { maxOperations }), {
      targets: new Map<string, BulkTarget>([
        [userType.endpoint, this.users],
        [groupType.endpoint, this.groups],
      ]),
      base: scimBase(this.config),
      refusalOf: (error) => this.told(error, actor),
    });
    const outcomes = await run.carryOut();
    void reply.type(scimJson);
    return bulkResponse(outcomes);
  }

  /** A fault of one operation is ours to read in the log, like any other. */
  private told(error: unknown, { requestId = '' }: Actor) {
    const refusal = refusalOf(error, requestId);
    if (refusal.status >= 500) this.log.error(error);
    return refusal;
  }
}

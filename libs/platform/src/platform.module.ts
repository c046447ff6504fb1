import { Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Clock, Ids } from '@placet/kernel';
import { Config } from './config.ts';
import { Bus } from './database/bus.ts';
import { Database } from './database/database.ts';
import { Nudge } from './database/nudge.ts';
import { UnitOfWork } from './database/unit-of-work.ts';
import { WorkspaceEm } from './database/workspace-em.ts';
import { WorkspaceLine } from './database/workspace-line.ts';
import { SessionCookies } from './http/access/session-cookies.ts';
import { RequestRates } from './http/limits/request-rates.ts';
import { Cursors } from './http/messages/cursors.ts';
import { Topics } from './http/stream/topics.ts';
import { Health } from './http/watch/health.ts';
import { Metrics } from './http/watch/metrics.ts';
import { ProcessLooks } from './outbox/process-looks.ts';
import { Temporal } from './temporal/temporal.ts';

/** What every context stands on. */
@Global()
@Module({
  imports: [CqrsModule.forRoot()],
  providers: [
    { provide: Config, useFactory: () => Config.fromProcess() },
    { provide: Clock, useFactory: () => Clock.ofProcess() },
    Ids,
    Database,
    Nudge,
    UnitOfWork,
    WorkspaceEm,
    WorkspaceLine,
    Bus,
    SessionCookies,
    RequestRates,
    Cursors,
    Topics,
    ProcessLooks,
    Temporal,
    Health,
    Metrics,
  ],
  exports: [
    Config,
    Clock,
    Ids,
    Database,
    UnitOfWork,
    WorkspaceEm,
    WorkspaceLine,
    Bus,
    SessionCookies,
    RequestRates,
    Cursors,
    Topics,
    ProcessLooks,
    Temporal,
    Health,
    Metrics,
    CqrsModule,
  ],
})
export class PlatformModule {}

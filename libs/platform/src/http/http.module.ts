import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AccessGuard } from './access/access-guard.ts';
import { DirectoryDoor } from './access/directory-door.ts';
import { Doorkeeper } from './access/doorkeeper.ts';
import { MemberDoor } from './access/member-door.ts';
import { OperatorDoor } from './access/operator-door.ts';
import { Limits } from './limits/limits.ts';
import { AnswerCheck } from './messages/answer-check.ts';
import { AnswerHeaders } from './messages/answers.ts';
import { Validation } from './messages/validation.ts';
import { StreamController } from './stream/stream.controller.ts';
import { HealthController } from './watch/health.controller.ts';
import { OnceOnly } from './repeats/once-only.ts';
import { ProblemPagesController } from './problems/problem-pages.controller.ts';
import { ProblemFilter } from './problems/problem-filter.ts';

/** The doors of HTTP, for the process that serves it. */
@Module({
  controllers: [HealthController, ProblemPagesController, StreamController],
  providers: [
    Limits,
    MemberDoor,
    OperatorDoor,
    DirectoryDoor,
    Doorkeeper,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: OnceOnly }, // outermost: it keeps the headers, too
    { provide: APP_INTERCEPTOR, useClass: AnswerCheck },
    { provide: APP_INTERCEPTOR, useClass: AnswerHeaders },
    { provide: APP_PIPE, useClass: Validation },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class HttpModule {}

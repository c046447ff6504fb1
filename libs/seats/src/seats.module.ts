import { Module } from '@nestjs/common';
import { GrantSeatsHandler } from './commands/grant-seats.ts';
import { PutProductHandler } from './commands/put-product.ts';
import { SetOverageLimitHandler } from './commands/set-overage-limit.ts';
import { GetPoolHistoryHandler } from './queries/get-pool-history.ts';
import { ListHoldingsHandler } from './queries/list-holdings.ts';
import { ListWaitingHandler } from './queries/list-waiting.ts';
import { GetSeatUsageHandler } from './queries/seat-usage.ts';
import './seat-problems.ts';
import { SeatsController } from './seats.controller.ts';

@Module({
  controllers: [SeatsController],
  providers: [
    GrantSeatsHandler,
    SetOverageLimitHandler,
    PutProductHandler,
    GetSeatUsageHandler,
    ListHoldingsHandler,
    ListWaitingHandler,
    GetPoolHistoryHandler,
  ],
})
export class SeatsModule {}

import { Module } from '@nestjs/common';
import { GrantSeatsHandler } from './commands/grant-seats.ts';
import { GetSeatUsageHandler } from './queries/seat-usage.ts';

@Module({ providers: [GrantSeatsHandler, GetSeatUsageHandler] })
export class SeatsModule {}

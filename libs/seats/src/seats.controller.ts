import { Controller, Get, Param, Query } from '@nestjs/common';
import { HoldingPage, PoolHistory, ProductParam, SeatListQuery, SeatUsageReply, WaitingPage } from '@placet/contracts';
import type { Actor } from '@placet/kernel';
import { Answers, Bus, Caller, Needs } from '@placet/platform';
import type { z } from 'zod';
import { GetPoolHistory } from './queries/get-pool-history.ts';
import { ListHoldings } from './queries/list-holdings.ts';
import { ListWaiting } from './queries/list-waiting.ts';
import { GetSeatUsage } from './queries/seat-usage.ts';

type Product = z.infer<typeof ProductParam>;
type Asked = z.output<typeof SeatListQuery>;

/** Seats as they are counted, and the people behind each number. */
@Controller('seats')
export class SeatsController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Needs('seats.read')
  @Answers(SeatUsageReply)
  async usage(@Caller() actor: Actor): Promise<z.infer<typeof SeatUsageReply>> {
    return { items: await this.bus.execute(new GetSeatUsage(actor)) };
  }

  @Get(':product/holdings')
  @Needs('seats.read')
  @Answers(HoldingPage)
  holdings(
    @Caller() actor: Actor,
    @Param({ schema: ProductParam }) { product }: Product,
    @Query({ schema: SeatListQuery }) asked: Asked,
  ): Promise<z.infer<typeof HoldingPage>> {
    return this.bus.execute(new ListHoldings(actor, product, asked));
  }

  @Get(':product/waiting')
  @Needs('seats.read')
  @Answers(WaitingPage)
  waiting(
    @Caller() actor: Actor,
    @Param({ schema: ProductParam }) { product }: Product,
    @Query({ schema: SeatListQuery }) asked: Asked,
  ): Promise<z.infer<typeof WaitingPage>> {
    return this.bus.execute(new ListWaiting(actor, product, asked));
  }

  @Get(':product/history')
  @Needs('seats.read')
  @Answers(PoolHistory)
  history(
    @Caller() actor: Actor,
    @Param({ schema: ProductParam }) { product }: Product,
    @Query({ schema: SeatListQuery }) asked: Asked,
  ): Promise<z.infer<typeof PoolHistory>> {
    return this.bus.execute(new GetPoolHistory(actor, product, asked));
  }
}

import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Actor } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { lockPoolsWithQueue, nextInLine } from '@placet/seats';
import { SeatNextInLine } from '../seat-next-in-line.ts';

/** Seats up to 20 of those who wait for a product, in their order: all of a person's products or none (`product.md` §3.5).
 *
 * @returns `moved` where nobody can be seated any more
 */
export class GiveFreeSeats extends Command<'done' | 'moved'> {
  constructor(
    readonly actor: Actor,
    readonly product: string,
  ) {
    super();
  }
}

@CommandHandler(GiveFreeSeats)
export class GiveFreeSeatsHandler implements ICommandHandler<GiveFreeSeats> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly queue: SeatNextInLine,
  ) {}

  async execute({ actor, product }: GiveFreeSeats): Promise<'done' | 'moved'> {
    await this.em.execute(lockPoolsWithQueue, [null, [product]]);
    const [next] = await this.em.execute(nextInLine, [[product]]);
    if (!next) return 'moved';
    await this.queue.seat(actor, [product]);
    return 'done';
  }
}

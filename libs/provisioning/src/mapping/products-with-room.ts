import type { Actor } from '@placet/kernel';
import type { Bus } from '@placet/platform';
import { GetSeatUsage } from '@placet/seats';

/** Products of which somebody who was refused may try a seat once more: one is free, and nobody waits for it. */
export async function productsWithRoom(bus: Bus, actor: Actor): Promise<string[]> {
  const pools = await bus.execute(new GetSeatUsage(actor));
  return pools.filter(({ free, waiting }) => free > 0 && waiting === 0).map(({ product }) => product);
}

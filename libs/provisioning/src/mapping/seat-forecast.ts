import type { SeatUsage } from '@placet/seats';

/** Products that one member claims and frees; null for none. */
export type Turn = readonly [claims: readonly string[] | null, frees: readonly string[] | null];

/** What a mapping does to one pool, in whole seats. */
export interface Forecast {
  readonly product: string;
  readonly name: string;
  readonly claimed: number;
  readonly freed: number;
  readonly free: number;
  /** of those claimed, how many have to wait or are refused */
  readonly short: number;
}

/** Plays the turns as the gate does: each frees first, whoever waits already comes before who claims, and several products are given all or none.
 *
 * @returns the pools that the turns touch
 */
export function seatsOf(pools: readonly SeatUsage[], turns: readonly Turn[]): Forecast[] {
  const lines = new Map(pools.map((pool) => [pool.product, { ...pool, claimed: 0, freed: 0, short: 0, room: pool.free }]));
  const linesOf = (products: readonly string[] | null) => (products ?? []).flatMap((product) => lines.get(product) ?? []);
  for (const [claims, frees] of turns) {
    for (const line of linesOf(frees)) {
      line.freed++;
      if (line.waiting > 0) line.waiting--;
      else line.room++;
    }
    const wanted = linesOf(claims);
    const isSeated = wanted.every(({ room, waiting }) => room > 0 && waiting === 0);
    for (const line of wanted) {
      line.claimed++;
      if (isSeated) line.room--;
      else line.short++;
    }
  }
  return [...lines.values()]
    .filter(({ claimed, freed }) => claimed + freed > 0)
    .map(({ product, name, claimed, freed, free, short }) => ({ product, name, claimed, freed, free, short }));
}

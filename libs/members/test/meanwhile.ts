import type { Actor } from '@placet/kernel';
import type { SpecWorld } from '@placet/testing';

/** Runs two acts at once, exactly so: the first is done but not yet committed when the second begins, and commits when the second waits for
 * it, or has not had to.
 *
 * @returns what became of the second
 */
export async function meanwhile<T>(world: SpecWorld, actor: Actor, first: () => Promise<unknown>, second: () => Promise<T>): Promise<T> {
  let open = (): void => undefined;
  const isDone = new Promise<void>((resolve) => (open = resolve));
  let isOver = false;
  const other = isDone.then(second).finally(() => (isOver = true));
  other.catch(() => undefined); // looked at below, once the first has committed
  await world.units.write(actor, async (unit) => {
    await first();
    await unit.flush();
    open();
    while (!isOver && !(await someoneWaits(world)));
  });
  return other;
}

async function someoneWaits(world: SpecWorld): Promise<boolean> {
  const waiting = await world.sql(`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return waiting.length > 0;
}

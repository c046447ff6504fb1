import { twiceMailed, judge, isClean, type Sight } from './fault-checker.ts';
import type { Operation } from './fault-office.ts';

type Seen = { readonly operations: readonly Operation[]; readonly sight: Sight };
const [first, rest] = [<T>(list: readonly T[]) => list[0]!, <T>(list: readonly T[]) => list.slice(1)];

/** What could go wrong, done to a true sight of a clean run; the checker must see each of them. They exist in this suite alone. */
const plants: Readonly<Record<string, (seen: Seen) => Seen>> = {
  'a mail is lost': ({ operations, sight }) => ({ operations, sight: { ...sight, mails: rest(sight.mails) } }),
  'somebody gets a second mail': ({ operations, sight }) => ({
    operations,
    sight: { ...sight, mails: [...sight.mails, { ...first(sight.mails), messageId: '<another@placet>' }] },
  }),
  'an acknowledged member is forgotten': ({ operations, sight }) => {
    const { memberId } = first(operations);
    const without = <T extends { id: string }>(list: readonly T[]) => list.filter(({ id }) => id !== memberId);
    return { operations, sight: { ...sight, members: without(sight.members) } };
  },
  'a deactivation is forgotten': ({ operations, sight }) => ({
    operations,
    sight: { ...sight, members: sight.members.map((member) => ({ ...member, state: 'invited' })) },
  }),
  'a key acts twice': ({ operations, sight }) => ({
    operations,
    sight: { ...sight, members: [...sight.members, { ...first(sight.members), id: 'another' }] },
  }),
  'a repeated key meets its own effect': ({ operations, sight }) => ({
    operations: [{ ...first(operations), status: 409 }, ...rest(operations)],
    sight,
  }),
  'an answer never comes': ({ operations, sight }) => ({ operations: [{ ...first(operations), status: 0 }, ...rest(operations)], sight }),
  'a counter drifts': ({ operations, sight }) => ({
    operations,
    sight: { ...sight, pool: { ...sight.pool, reserved: sight.pool.reserved + 1 } },
  }),
  'a seat is held twice': ({ operations, sight }) => ({
    operations,
    sight: {
      ...sight,
      pool: { ...sight.pool, reserved: sight.pool.reserved + 1 },
      holdings: [...sight.holdings, first(sight.holdings)],
    },
  }),
  'an event is written twice': ({ operations, sight }) => ({
    operations,
    sight: { ...sight, audit: [...sight.audit, sight.audit.find(({ type }) => type === 'member.added')!] },
  }),
  'an effect has no entry': ({ operations, sight }) => ({
    operations,
    sight: { ...sight, audit: sight.audit.filter(({ type }) => type !== 'member.deactivated') },
  }),
  'an entry has no effect': ({ operations, sight }) => ({
    operations,
    sight: { ...sight, audit: [...sight.audit, { type: 'member.added', subject: { id: 'nobody' } }] },
  }),
};

/** @param seen a clean run @returns the names of the plants, and of those that were missed */
export function plantFaults(seen: Seen): { readonly planted: readonly string[]; readonly missed: readonly string[] } {
  const missed = Object.entries(plants).flatMap(([name, plant]) => {
    const { operations, sight } = plant(seen);
    return isClean(judge(operations, sight, true)) ? [name] : [];
  });
  const atEdge = 'the documented edge is told apart';
  const { mails } = seen.sight;
  const told = twiceMailed([...mails, first(mails)]);
  if (told.atEdge !== 1 || told.doubled !== 0) missed.push(atEdge);
  return { planted: [...Object.keys(plants), atEdge], missed };
}

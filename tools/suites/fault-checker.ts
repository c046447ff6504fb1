import type { FaultOffice, Mail, Operation } from './fault-office.ts';

/** The workspace as the public doors show it once all is quiet. */
export interface Sight {
  readonly members: readonly { id: string; email?: string; state: string }[];
  readonly pool: { assigned: number; reserved: number };
  readonly holdings: readonly { member: { id: string }; state: string }[];
  readonly audit: readonly { type: string; subject: { id: string } }[];
  readonly mails: readonly Mail[];
}

export async function look(office: FaultOffice): Promise<Sight> {
  const everybody = await office.all<Sight['members'][number]>('/members');
  const members = everybody.filter(({ email }) => email?.startsWith('person'));
  const owners = new Set(everybody.filter((member) => !members.includes(member)).map(({ id }) => id));
  const { items } = (await office.read('/api/v1/seats')) as { items: (Sight['pool'] & { product: string })[] };
  return {
    members,
    pool: items.find(({ product }) => product === 'core') ?? { assigned: -1, reserved: -1 },
    holdings: await office.all('/seats/core/holdings'),
    audit: (await office.all<Sight['audit'][number]>('/audit')).filter(({ subject }) => !owners.has(subject.id)),
    mails: await office.mails(),
  };
}

/** Every field is 0 where nothing is wrong. */
export interface Faults {
  /** acknowledged, and not to be found */
  readonly lost: number;
  /** one key, more than one effect; a second holding; a second event; a second mail that is not the same one handed over again */
  readonly duplicated: number;
  /** seats by which counters and holdings differ */
  readonly drifted: number;
  /** effects without their entry in the audit log, and entries without an effect */
  readonly unaudited: number;
  /** neither acknowledged nor refused by a rule in the end */
  readonly unsettled: number;
}

const sum = (counts: Iterable<number>) => [...counts].reduce((total, count) => total + count, 0);
const beyondOne = (things: readonly string[]) => things.length - new Set(things).size;

/** Holds what was acknowledged against what is there. @param invites mails are expected for those who were added */
export function judge(operations: readonly Operation[], sight: Sight, invites: boolean): Faults {
  const acknowledged = operations.filter(({ status }) => status >= 200 && status < 300);
  const added = acknowledged.filter(({ act }) => act === 'add');
  const left = new Set(acknowledged.filter(({ act }) => act === 'deactivate').map(({ memberId }) => memberId));
  const there = new Map(sight.members.map((member) => [member.id, member]));
  const isThere = ({ memberId, email, act }: Operation) => {
    const member = there.get(memberId ?? '');
    return member?.email === email && (member.state === 'inactive') === (act === 'deactivate' || left.has(memberId));
  };
  const entries = (type: string) => sight.audit.filter((entry) => entry.type === type).map(({ subject }) => subject.id);
  const mailed = new Set(sight.mails.map(({ to }) => to));
  return {
    lost:
      acknowledged.filter((operation) => !isThere(operation)).length +
      (invites ? added.filter(({ email }) => !mailed.has(email)).length : 0),
    duplicated:
      operations.filter(({ status }) => status === 409).length + // the key acted again, and met its own effect
      Math.max(0, sight.members.length - operations.filter(({ act }) => act === 'add').length) +
      beyondOne(sight.members.map(({ email }) => email ?? '')) +
      beyondOne(sight.holdings.map(({ member }) => member.id)) +
      sum(['member.added', 'member.deactivated'].map((type) => beyondOne(entries(type)))) +
      twiceMailed(sight.mails).doubled,
    drifted:
      Math.abs(sight.pool.assigned - sight.holdings.filter(({ state }) => state === 'assigned').length) +
      Math.abs(sight.pool.reserved - sight.holdings.filter(({ state }) => state === 'reserved').length) +
      differences(
        sight.holdings.map(({ member }) => member.id),
        sight.members.filter(({ state }) => state !== 'inactive').map(({ id }) => id),
      ),
    unaudited:
      differences(entries('member.added'), [...there.keys()]) +
      differences(
        entries('member.deactivated'),
        sight.members.filter(({ state }) => state === 'inactive').map(({ id }) => id),
      ),
    unsettled: operations.length - acknowledged.length,
  };
}

/** Mails beyond the first to somebody: the very same one handed over again (a crash between hand-over and record), or another. */
export function twiceMailed(mails: readonly Mail[]): { readonly atEdge: number; readonly doubled: number } {
  const toEach = Map.groupBy(mails, ({ to }) => to);
  const different = sum([...toEach.values()].map((some) => new Set(some.map(({ messageId }) => messageId)).size - 1));
  return { doubled: different, atEdge: mails.length - toEach.size - different };
}

/** How many stand in one list only. */
function differences(some: readonly string[], others: readonly string[]): number {
  const [one, other] = [new Set(some), new Set(others)];
  return [...one].filter((id) => !other.has(id)).length + [...other].filter((id) => !one.has(id)).length;
}

export const noFaults: Faults = { lost: 0, duplicated: 0, drifted: 0, unaudited: 0, unsettled: 0 };
export const isClean = (faults: Faults): boolean => Object.values(faults).every((count) => count === 0);

import { publicActor, type MemberId } from '@placet/kernel';
import { AcceptInvitation, AddMember, CopyInvitationLink, DeactivateMember, EditMember, ReactivateMember } from '@placet/members';
import { ChangeUser, CreateUser } from '@placet/provisioning';
import { GrantSeats } from '@placet/seats';
import { AWorkspace, aPassword, type SpecWorld } from '@placet/testing';
import { directory, isGranted, seatDoors, switched, type Door } from './seat-doors.ts';
import { inspectSeats, isClean, type SeatFaults } from './seat-checker.ts';

const racers = 20;

/** One burst: what is prepared, then twenty acts at once, then what must hold. Seeded, so a failure can be played again. */
type Burst = (world: SpecWorld, acme: AWorkspace, doors: readonly Door[], chance: () => number) => Promise<string | undefined>;

const pick = <T>(list: readonly T[], chance: () => number): T => list[Math.floor(chance() * list.length)]!;
const used = async (acme: AWorkspace) => {
  const pool = await acme.pool('core');
  return pool.assigned + pool.reserved;
};

/** Twenty racers on the last seat, over all doors: one gets it. */
const lastSeat: Burst = async (world, acme, doors, chance) => {
  const claims = [];
  for (let n = 0; n < racers; n++) claims.push(await pick(doors, chance).prepare(world, acme));
  await world.bus.execute(new GrantSeats(acme.operator, 'core', (await used(acme)) + 1, 'one seat is left'));
  const granted = (await Promise.all(claims.map(isGranted))).filter(Boolean).length;
  return granted === 1 ? undefined : `${granted} racers got the last seat`;
};

/** Holders leave, others come back, the operator shrinks and grants, all at once. */
const churn: Burst = async (world, acme, _doors, chance) => {
  await world.bus.execute(new GrantSeats(acme.operator, 'core', (await used(acme)) + 10, 'room'));
  const holders: MemberId[] = [];
  for (let n = 0; n < 8; n++) holders.push(await acme.active(['core']));
  const away = holders.slice(4);
  for (const memberId of away) await world.bus.execute(new DeactivateMember(acme.owner, memberId));
  const size = await used(acme);
  const acts = [
    ...holders.slice(0, 4).flatMap((id) => [new DeactivateMember(acme.owner, id), new DeactivateMember(acme.owner, id)]),
    ...away.flatMap((id) => [new ReactivateMember(acme.owner, id), new ReactivateMember(acme.owner, id)]),
    new GrantSeats(acme.operator, 'core', Math.max(0, size - 2), 'shrink'),
    new GrantSeats(acme.operator, 'core', size + 2, 'grow'),
    new EditMember(acme.owner, holders[0]!, { products: [] }),
    new EditMember(acme.owner, away[0]!, { products: [] }),
  ].sort(() => chance() - 0.5);
  await Promise.all(acts.map((act) => isGranted(() => world.bus.execute(act as never))));
  return undefined;
};

/** A directory switches its people off and on, all at once. */
const switches: Burst = async (world, acme) => {
  await world.bus.execute(new GrantSeats(acme.operator, 'core', (await used(acme)) + racers / 2, 'room'));
  const okta = await directory(world, acme);
  const acts: (() => Promise<unknown>)[] = [];
  for (let n = 0; n < racers / 2; n++) {
    const { memberId } = await world.bus.execute(new CreateUser(okta, { userName: acme.person().email! }));
    acts.push(...[false, true].map((active) => () => world.bus.execute(new ChangeUser(okta, memberId, switched(active)))));
  }
  await Promise.all(acts.map(isGranted));
  return undefined;
};

/** The same person twenty times: one row, one seat. */
const sameName: Burst = async (world, acme) => {
  await world.bus.execute(new GrantSeats(acme.operator, 'core', (await used(acme)) + racers, 'room'));
  const person = acme.person({ products: ['core'] });
  const before = await used(acme);
  const claims = Array.from({ length: racers }, () => () => world.bus.execute(new AddMember(acme.owner, person, 'activation_link', true)));
  const granted = (await Promise.all(claims.map(isGranted))).filter(Boolean).length;
  const taken = (await used(acme)) - before;
  return granted === 1 && taken === 1 ? undefined : `${granted} creates of one name, ${taken} seats`;
};

/** Acceptances against deactivations of the same people: whoever wins, the seat is assigned or free. */
const acceptances: Burst = async (world, acme) => {
  await world.bus.execute(new GrantSeats(acme.operator, 'core', (await used(acme)) + racers, 'room'));
  const acts: (() => Promise<unknown>)[] = [];
  for (let n = 0; n < racers / 2; n++) {
    const { memberId, invitationId } = await world.bus.execute(
      new AddMember(acme.owner, acme.person({ products: ['core'] }), 'activation_link', true),
    );
    const { token } = await world.bus.execute(new CopyInvitationLink(acme.owner, invitationId!));
    acts.push(() => world.bus.execute(new AcceptInvitation(publicActor(acme.id, 'invitation'), token, { password: aPassword })));
    acts.push(() => world.bus.execute(new DeactivateMember(acme.owner, memberId)));
  }
  await Promise.all(acts.map(isGranted));
  return undefined;
};

/** All owners leave or are demoted at once: one stays (I4). */
const lastOwners: Burst = async (world, acme) => {
  const owners: MemberId[] = [acme.owner.id as MemberId];
  for (let n = 1; n < 6; n++) owners.push(await acme.active([], { groupIds: [acme.groups.owner] }));
  const by = acme.operator;
  const acts = owners.map(
    (id, n) => () => world.bus.execute(n % 2 ? new EditMember(by, id, { groupIds: [acme.groups.member] }) : new DeactivateMember(by, id)),
  );
  await Promise.all(acts.map(isGranted));
  const [left] = await world.sql<{ owners: number; counted: number }>(
    `select count(*)::int as owners, (select count from active_owners where workspace_id = $1) as counted from member m
       join group_member gm on gm.workspace_id = m.workspace_id and gm.member_id = m.id join user_group g on g.workspace_id = gm.workspace_id and g.id = gm.group_id
      where m.workspace_id = $1 and m.state = 'active' and g.built_in = 'owner'`,
    [acme.id],
  );
  return left!.owners === 1 && left!.counted === 1 ? undefined : `${left!.owners} owners are left, ${left!.counted} counted`;
};

const mixed: readonly Burst[] = [lastSeat, lastSeat, lastSeat, churn, switches, sameName, acceptances];

/** Small, seeded and good enough to mix bursts (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixedBits = Math.imul(state ^ (state >>> 15), 1 | state);
    mixedBits = (mixedBits + Math.imul(mixedBits ^ (mixedBits >>> 7), 61 | mixedBits)) ^ mixedBits;
    return ((mixedBits ^ (mixedBits >>> 14)) >>> 0) / 4294967296;
  };
}

/** What a run found, all of it counted. */
export interface BurstRun {
  readonly bursts: number;
  readonly operations: number;
  readonly faults: SeatFaults;
  readonly wrong: readonly string[];
}

/** Suite #1. @param doors what is raced over: the real ones, or one with a planted fault */
export async function runBursts(
  world: SpecWorld,
  bursts: number,
  seed: number,
  doors: readonly Door[] = seatDoors,
  only?: 'lastSeat',
): Promise<BurstRun> {
  const chance = seeded(seed);
  const total: Record<keyof SeatFaults, number> = { oversold: 0, transients: 0, drifted: 0, misplaced: 0 };
  const wrong: string[] = [];
  let acme: AWorkspace | undefined;
  for (let n = 0; n < bursts; n++) {
    if (n % 10 === 0) acme = await AWorkspace.with(world, { core: 0 });
    const burst = only ? lastSeat : n % 10 === 9 ? lastOwners : pick(mixed, chance);
    const said = await burst(world, acme!, doors, chance);
    if (said) wrong.push(`burst ${n} (seed ${seed}): ${said}`);
    const faults = await inspectSeats(world, acme!.id);
    for (const kind of Object.keys(total) as (keyof SeatFaults)[]) total[kind] += faults[kind];
    if (!isClean(faults)) acme = await AWorkspace.with(world, { core: 0 });
  }
  return { bursts, operations: bursts * racers, faults: total, wrong };
}

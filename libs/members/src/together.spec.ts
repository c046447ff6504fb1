import { DomainError, type MemberId } from '@placet/kernel';
import { UnitOfWork } from '@placet/platform';
import { GrantSeats } from '@placet/seats';
import { AWorkspace, specWorld, type SpecWorld } from '@placet/testing';
import { AddMember, DeactivateMember, MembersModule, ReactivateMember } from './index.ts';

/** What many ask of one workspace at once goes together, and each gets his own answer. */
describe('hot writes of one workspace', () => {
  let world: SpecWorld;
  let acme: AWorkspace;
  const trips: number[] = [];
  beforeAll(async () => {
    world = await specWorld([MembersModule]);
    const units = world.module.get(UnitOfWork);
    const hotTrip = units.hotTrip.bind(units);
    units.hotTrip = (...asked) => {
      trips.push(asked[1].length);
      return hotTrip(...asked);
    };
  });
  beforeEach(async () => (acme = await AWorkspace.with(world, { core: 0 })));
  afterAll(() => world.close());

  const outcomes = async (acts: readonly (() => Promise<unknown>)[]): Promise<Record<string, number>> => {
    trips.length = 0;
    const counts: Record<string, number> = {};
    for (const settled of await Promise.allSettled(acts.map((act) => act()))) {
      if (settled.status === 'rejected' && !(settled.reason instanceof DomainError)) throw settled.reason;
      const name = settled.status === 'fulfilled' ? 'done' : (settled.reason as Error).name;
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  };
  const adding = (person: ReturnType<AWorkspace['person']>) => () =>
    world.bus.execute(new AddMember(acme.owner, person, 'activation_link', false));
  const size = (seats: number) => world.bus.execute(new GrantSeats(acme.operator, 'core', seats, 'size'));

  it('are few statements, and the first of them get the seats that there are', async () => {
    await size(25);
    const people = Array.from({ length: 60 }, () => acme.person({ products: ['core'] }));
    expect(await outcomes(people.map(adding))).toEqual({ done: 25, NoSeatLeft: 35 });
    expect(await acme.pool('core')).toMatchObject({ reserved: 25, waiting: 0 });
    expect(trips.length).toBeLessThan(6);
    const rows = await world.sql<{ user_code: string }>('select user_code from member where workspace_id = $1', [acme.id]);
    expect(new Set(rows.map(({ user_code }) => user_code)).size).toBe(26);
  });

  it('fail for nobody but the one who is to blame', async () => {
    await size(40);
    const people = Array.from({ length: 30 }, () => acme.person({ products: ['core'] }));
    const twice = acme.person({ products: ['core'] });
    expect(await outcomes([...people, twice, twice].map(adding))).toEqual({ done: 31, UsernameTaken: 1 });
    expect(await acme.pool('core')).toMatchObject({ reserved: 31 });
  });

  it('free and claim as many seats as there are people', async () => {
    await size(20);
    const people: MemberId[] = [];
    for (let n = 0; n < 20; n++) people.push(await acme.active(['core']));
    expect(await outcomes(people.map((id) => () => world.bus.execute(new DeactivateMember(acme.owner, id))))).toEqual({ done: 20 });
    expect(trips.length).toBeLessThan(5);
    expect(await acme.pool('core')).toMatchObject({ assigned: 0 });
    await size(12);
    expect(await outcomes(people.map((id) => () => world.bus.execute(new ReactivateMember(acme.owner, id))))).toEqual({
      done: 12,
      NoSeatLeft: 8,
    });
    expect(await acme.pool('core')).toMatchObject({ assigned: 12 });
  });

  it('come back by themselves who want other products than the first', async () => {
    await size(9);
    const people = [await acme.active(['core']), await acme.active(), await acme.active(['core']), await acme.active()];
    for (const id of people) await world.bus.execute(new DeactivateMember(acme.owner, id));
    expect(await outcomes(people.map((id) => () => world.bus.execute(new ReactivateMember(acme.owner, id))))).toEqual({ done: 4 });
    expect(await acme.pool('core')).toMatchObject({ assigned: 2 });
  });

  it('of one member happen one after the other', async () => {
    await size(1);
    const id = await acme.active(['core']);
    const leaving = Array.from({ length: 8 }, () => () => world.bus.execute(new DeactivateMember(acme.owner, id)));
    expect(await outcomes(leaving)).toEqual({ done: 8 });
    expect((await acme.events()).filter((type) => type === 'member.deactivated')).toEqual(['member.deactivated']);
  });

  it('never make more members than the workspace may have', async () => {
    await world.sql('update workspace set members_max = 11 where id = $1', [acme.id]);
    const people = Array.from({ length: 30 }, () => acme.person());
    expect(await outcomes(people.map(adding))).toEqual({ done: 10, StateConflict: 20 });
  });
});

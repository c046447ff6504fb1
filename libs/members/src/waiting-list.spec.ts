import { AWorkspace, specWorld, type SpecWorld } from '@placet/testing';
import { GrantSeats } from '@placet/seats';
import type { MemberId } from '@placet/kernel';
import { AddMember } from './commands/add-member.ts';
import { DeactivateMember } from './commands/deactivate-member.ts';
import { MembersActivities } from './members.activities.ts';
import { MembersModule } from './members.module.ts';

describe('the process of a waiting list', () => {
  let world: SpecWorld;
  let acme: AWorkspace;
  let doors: MembersActivities;
  beforeAll(async () => {
    world = await specWorld([MembersModule]);
    doors = world.module.get(MembersActivities);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    acme = await AWorkspace.with(world, { core: 0, contract: 0 });
    await world.sql(`insert into policy (workspace_id, version, values, changed_by, changed_at) values ($1, 1, $2, 'spec', now())`, [
      acme.id,
      JSON.stringify({ 'seat.onFull.console': 'wait' }),
    ]);
  });

  const ref = (product = 'core') => ({ workspaceId: acme.id, product });
  const look = (product = 'core') => doors.lookAtWaitingList(ref(product), world.clock.now().getTime());
  const grant = (product: string, seats: number) => world.bus.execute(new GrantSeats(acme.operator, product, seats, 'spec'));
  const waiting = async (count: number, products: string[] = ['core']) => {
    const people: MemberId[] = [];
    for (let n = 0; n < count; n++) people.push(await acme.active(products));
    return people;
  };
  const states = (people: MemberId[]) => Promise.all(people.map((id) => acme.stateOf(id)));
  const follow = async () => {
    const done: string[] = [];
    for (let row = await look(); row.someoneCanBeSeated; row = await look()) done.push(await doors.giveFreeSeats(ref()));
    return done;
  };

  it('follows a grant: those who came first are seated, the others keep their places', async () => {
    const people = await waiting(3);
    expect(await look()).toMatchObject({ state: 'waiting', isOver: false, waiting: 3, someoneCanBeSeated: false });
    await grant('core', 2);
    expect(await look()).toMatchObject({ someoneCanBeSeated: true });
    expect(await follow()).toEqual(['done']);
    expect(await states(people)).toEqual(['active', 'active', 'waiting']);
    expect(await acme.pool('core')).toMatchObject({ assigned: 2, waiting: 1 });
  });

  it('is over when nobody waits, and says so in its row', async () => {
    const [ada] = await waiting(1);
    await look();
    await world.bus.execute(new DeactivateMember(acme.owner, ada!));
    expect(await look()).toMatchObject({ state: 'empty', isOver: true, waiting: 0 });
    const closed = async () => {
      const [row] = await world.sql<{ is_closed: boolean }>(
        'select closed_at is not null as is_closed from process where workflow_id = $1',
        [`waiting-list/${acme.id}/core`],
      );
      return row!.is_closed;
    };
    expect(await closed()).toBe(true);
    await waiting(1);
    expect(await closed()).toBe(false);
  });

  it('seats 20 people a turn', async () => {
    await waiting(21);
    await grant('core', 30);
    expect(await follow()).toEqual(['done', 'done']);
    expect(await acme.pool('core')).toMatchObject({ assigned: 21, waiting: 0 });
  });

  it('seats nobody who would get only a part of what he waits for', async () => {
    const [both, ...others] = [...(await waiting(1, ['core', 'contract'])), ...(await waiting(1))];
    await grant('core', 1);
    expect(await follow()).toEqual(['done']);
    expect([await acme.stateOf(both!), await states(others)]).toEqual(['waiting', ['active']]);
    await grant('contract', 1);
    expect(await look('contract')).toMatchObject({ someoneCanBeSeated: false });
    await grant('core', 2);
    expect(await follow()).toEqual(['done']);
    expect(await acme.pool('contract')).toMatchObject({ assigned: 1, waiting: 0 });
  });

  it('invites as whoever added him wanted it: by mail or not, with his words, in his name', async () => {
    const added = async (message: string | undefined, sendsMail: boolean) => {
      const person = acme.person({ products: ['core'], message });
      return (await world.bus.execute(new AddMember(acme.owner, person, 'activation_link', sendsMail))).memberId;
    };
    const people = [await added('Welcome to the team', true), await added(undefined, false)];
    expect(await states(people)).toEqual(['waiting', 'waiting']);
    await grant('core', 2);
    await follow();
    expect(await states(people)).toEqual(['invited', 'invited']);
    const invitations = await world.sql(
      'select member_id, sends_mail, message, invited_by, invited_by_kind from invitation where member_id = any($1)',
      [people],
    );
    const told = (memberId: MemberId) => invitations.find(({ member_id }) => member_id === memberId);
    const byOwner = { invited_by: acme.owner.id, invited_by_kind: 'member' };
    expect(told(people[0]!)).toMatchObject({ sends_mail: true, message: 'Welcome to the team', ...byOwner });
    expect(told(people[1]!)).toMatchObject({ sends_mail: false, message: null, ...byOwner });
  });

  it('gives each seat once, however often and at once it is asked', async () => {
    const people = await waiting(4);
    await grant('core', 3);
    await Promise.all([1, 2, 3, 4].map(() => doors.giveFreeSeats(ref())));
    expect(await doors.giveFreeSeats(ref())).toBe('moved');
    expect(await states(people)).toEqual(['active', 'active', 'active', 'waiting']);
    expect(await acme.pool('core')).toMatchObject({ purchased: 3, assigned: 3, waiting: 1 });
  });
});

import { SeatListQuery } from '@placet/contracts';
import { Secrets } from '@placet/identity';
import type { Actor, SiteId } from '@placet/kernel';
import { GetPoolHistory, GetSeatUsage, GrantSeats, ListHoldings, ListWaiting } from '@placet/seats';
import { AWorkspace, QuickSecrets, specWorld, type SpecWorld } from '@placet/testing';
import { AddSite } from '@placet/workspaces';
import { AddMember } from '../src/commands/add-member.ts';
import { DeactivateMember } from '../src/commands/deactivate-member.ts';
import { PutPolicies } from '../src/commands/put-policies.ts';
import { MembersModule } from '../src/members.module.ts';

describe('the people behind the numbers of a pool', () => {
  let world: SpecWorld;
  beforeAll(async () => {
    world = await specWorld([MembersModule], {}, [[Secrets, QuickSecrets]]);
  });
  afterAll(() => world.close());

  const asked = (query: object = {}) => SeatListQuery.parse(query);
  const holdings = (actor: Actor, query: object = {}, product = 'core') =>
    world.bus.execute(new ListHoldings(actor, product, asked(query)));
  const waiting = (actor: Actor, query: object = {}, product = 'core') => world.bus.execute(new ListWaiting(actor, product, asked(query)));
  const history = (actor: Actor, query: object = {}, product = 'core') =>
    world.bus.execute(new GetPoolHistory(actor, product, asked(query)));

  /** A full pool of three, two who wait for it, and a clock that moved between each. */
  async function fullPool() {
    const acme = await AWorkspace.with(world, { core: 3, contract: 1 });
    world.clock.set(new Date('2030-03-01T00:00:00Z'));
    await world.bus.execute(new PutPolicies(acme.owner, { 'seat.onFull.console': 'wait' }, 1));
    const lyon = await world.bus.execute(new AddSite(acme.owner, 'LYS', 'Lyon'));
    const add = async (lastName: string, siteIds: SiteId[] = [], products = ['core']) => {
      world.clock.advanceDays(1);
      const person = acme.person({ firstName: 'Zoé', lastName, siteIds, products });
      return (
        await world.bus.execute(new AddMember(acme.owner, person, lastName === 'Invited' ? 'activation_link' : 'temporary_password', false))
      ).memberId;
    };
    const one = await add('One', [lyon]);
    await add('Two');
    await add('Invited');
    await add('Fourth', [lyon]);
    await add('Fifth', [], ['core', 'contract']);
    world.clock.set(new Date('2030-04-02T00:00:00Z'));
    return { acme, one, lyon, manager: acme.actor(one, 'site_manager', [lyon]) };
  }

  it('are listed with since when and through which door, and add up to the counter (I2)', async () => {
    const { acme, one } = await fullPool();
    await world.sql(`update account set last_sign_in_at = '2030-04-01T00:00:00Z' where member_id = $1`, [one]);
    const page = await holdings(acme.owner);
    expect(page.items.map(({ member, state, since, door, lastUsedAt }) => [member.displayName, state, since, door, lastUsedAt])).toEqual([
      ['Zoé Invited', 'reserved', '2030-03-04T00:00:00.000Z', 'console', undefined],
      ['Zoé Two', 'assigned', '2030-03-03T00:00:00.000Z', 'console', undefined],
      ['Zoé One', 'assigned', '2030-03-02T00:00:00.000Z', 'console', '2030-04-01T00:00:00.000Z'],
    ]);
    expect(page).toMatchObject({ total: 3, totalIsExact: true });
    const [core] = (await world.bus.execute(new GetSeatUsage(acme.owner))).filter(({ product }) => product === 'core');
    expect(core).toEqual({
      product: 'core',
      name: 'Core',
      purchased: 3,
      assigned: 2,
      reserved: 1,
      free: 0,
      waiting: 2,
      overageLimit: 0,
      grandfathered: 0,
    });
  });

  it('wait in their order, each with his place and all that he waits for', async () => {
    const { acme } = await fullPool();
    const page = await waiting(acme.owner);
    expect(page.items.map(({ member, place, since, products }) => [member.displayName, place, since, products])).toEqual([
      ['Zoé Fourth', 1, '2030-03-05T00:00:00.000Z', ['core']],
      ['Zoé Fifth', 2, '2030-03-06T00:00:00.000Z', ['contract', 'core']],
    ]);
    await world.sql(`update queue_entry set priority = 5 where workspace_id = $1 and product = 'core' and since > '2030-03-05T12:00:00Z'`, [
      acme.id,
    ]);
    expect((await waiting(acme.owner)).items.map(({ member, place }) => [member.displayName, place])).toEqual([
      ['Zoé Fifth', 1],
      ['Zoé Fourth', 2],
    ]);
  });

  it('come page by page, and nobody twice when a seat moves in between', async () => {
    const { acme, one } = await fullPool();
    const first = await holdings(acme.owner, { limit: 2 });
    await world.bus.execute(new DeactivateMember(acme.owner, one)); // Fourth gets the seat, which is newer than all
    const second = await holdings(acme.owner, { limit: 2, cursor: first.nextCursor });
    expect(first.items.map(({ member }) => member.displayName)).toEqual(['Zoé Invited', 'Zoé Two']);
    expect(second).toMatchObject({ items: [], total: 3 });
    expect((await holdings(acme.owner)).items.map(({ member }) => member.displayName)).toContain('Zoé Fourth');
    const queue = await waiting(acme.owner, { limit: 1 });
    expect(queue.items.map(({ place }) => place)).toEqual([1]);
    expect(queue.nextCursor).toBeUndefined();
  });

  it('keep their places on the second page of the queue', async () => {
    const { acme } = await fullPool();
    const first = await waiting(acme.owner, { limit: 1 });
    const second = await waiting(acme.owner, { limit: 1, cursor: first.nextCursor });
    expect([first, second].map(({ items }) => items.map(({ member, place }) => [member.displayName, place]))).toEqual([
      [['Zoé Fourth', 1]],
      [['Zoé Fifth', 2]],
    ]);
    expect(second.nextCursor).toBeUndefined();
  });

  it('are those of his own sites for a site manager, with their places among all', async () => {
    const { manager } = await fullPool();
    expect(await holdings(manager)).toMatchObject({ items: [{ member: { displayName: 'Zoé One' } }], total: 1 });
    expect(await waiting(manager)).toMatchObject({ items: [{ member: { displayName: 'Zoé Fourth' }, place: 1 }], total: 1 });
  });

  it('have a pool whose every change is told, with who made it', async () => {
    const { acme } = await fullPool();
    await world.bus.execute(new GrantSeats(acme.operator, 'core', 1, 'downgrade'));
    await world.bus.execute(new PutPolicies(acme.owner, { 'seat.overageLimit': 1 }, 2));
    const page = await history(acme.owner);
    expect(
      page.items.map(({ by, door, grantedBefore, grantedAfter, grandfatheredAfter, reason }) => [
        by,
        door,
        grantedBefore,
        grantedAfter,
        grandfatheredAfter,
        reason,
      ]),
    ).toEqual([
      ['Olga Owner', 'console', 1, 1, 1, 'policy seat.overageLimit'],
      ['Placet operator', 'operator', 3, 1, 2, 'downgrade'],
      ['Placet operator', 'operator', 0, 3, 0, 'workspace opened'],
    ]);
    const first = await history(acme.owner, { limit: 2 });
    const second = await history(acme.owner, { limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...second.items]).toEqual(page.items);
    expect([first.total, second.nextCursor]).toEqual([3, undefined]);
  });

  it('are nobody where no such seat is sold, and in another workspace', async () => {
    const { acme } = await fullPool();
    for (const list of [holdings, waiting, history]) {
      await expect(list(acme.owner, {}, 'collaborator')).rejects.toMatchObject({ name: 'NotFound' });
      await expect(list(acme.owner, { cursor: 'AAAA' })).rejects.toMatchObject({ name: 'MalformedCursor' });
    }
    const globex = await AWorkspace.with(world, { core: 1 });
    expect(await holdings(globex.owner)).toMatchObject({ items: [], total: 0 });
    expect(await waiting(globex.owner)).toMatchObject({ items: [], total: 0 });
  });
});

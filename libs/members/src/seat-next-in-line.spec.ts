import { AWorkspace, specWorld, type SpecWorld } from '@placet/testing';
import type { MemberId } from '@placet/kernel';
import { AddMember } from './commands/add-member.ts';
import { DeactivateMember } from './commands/deactivate-member.ts';
import { EditMember } from './commands/edit-member.ts';
import { MembersModule } from './members.module.ts';

describe('the queue', () => {
  let world: SpecWorld;
  beforeAll(async () => {
    world = await specWorld([MembersModule]);
  });
  afterAll(() => world.close());

  const withQueue = async (seats: Record<string, number>) => {
    const acme = await AWorkspace.with(world, seats);
    await world.sql(`insert into policy values ($1, 1, '{"seat.onFull.console": "wait"}', 'spec', now())`, [acme.id]);
    return acme;
  };
  const line = (acme: AWorkspace) =>
    world.sql<{ member_id: MemberId; product: string }>(
      'select member_id, product from queue_entry where workspace_id = $1 order by since, product',
      [acme.id],
    );

  it('seats the first in the transaction that frees a seat', async () => {
    const acme = await withQueue({ core: 1 });
    const ada = await acme.active(['core']);
    const first = await acme.active(['core']);
    const second = await acme.active(['core']);
    expect([await acme.stateOf(first), await acme.stateOf(second)]).toEqual(['waiting', 'waiting']);
    await world.bus.execute(new DeactivateMember(acme.owner, ada));
    expect([await acme.stateOf(first), await acme.stateOf(second)]).toEqual(['active', 'waiting']);
    expect(await acme.pool('core')).toMatchObject({ assigned: 1, reserved: 0, waiting: 1 });
    expect(await acme.events()).toContain('member.seated');
  });

  it('invites whoever has no credential when his seat comes', async () => {
    const acme = await withQueue({ core: 1 });
    const ada = await acme.active(['core']);
    const { memberId } = await world.bus.execute(new AddMember(acme.owner, acme.person({ products: ['core'] }), 'activation_link', true));
    await world.bus.execute(new DeactivateMember(acme.owner, ada));
    expect(await acme.stateOf(memberId)).toBe('invited');
    expect(await acme.pool('core')).toMatchObject({ assigned: 0, reserved: 1, waiting: 0 });
  });

  it('skips who can not get all of his products, and keeps his place', async () => {
    const acme = await withQueue({ core: 1, contract: 0 });
    const ada = await acme.active(['core']);
    const both = await acme.active(['core', 'contract']);
    const one = await acme.active(['core']);
    await world.bus.execute(new DeactivateMember(acme.owner, ada));
    expect([await acme.stateOf(both), await acme.stateOf(one)]).toEqual(['waiting', 'active']);
    expect((await line(acme)).map(({ product }) => product)).toEqual(['contract', 'core']);
  });

  it('lets nobody overtake: a claim seats those who wait first, and is refused if nothing is left', async () => {
    const acme = await withQueue({ core: 0 });
    const waiting = await acme.active(['core']);
    await world.sql('update seat_pool set granted = 1 where workspace_id = $1', [acme.id]);
    await expect(acme.active(['core'], { onFull: 'refuse' })).rejects.toMatchObject({ name: 'NoSeatLeft' });
    expect(await acme.stateOf(waiting)).toBe('active');
  });

  it('seats whoever gives up the product that kept him waiting', async () => {
    const acme = await withQueue({ core: 0, contract: 1 });
    const waiting = await acme.active(['core', 'contract']);
    expect(await acme.stateOf(waiting)).toBe('waiting');
    await world.bus.execute(new EditMember(acme.owner, waiting, { products: ['contract'] }));
    expect(await acme.stateOf(waiting)).toBe('active');
    expect(await acme.pool('contract')).toMatchObject({ assigned: 1, waiting: 0 });
    expect(await acme.pool('core')).toMatchObject({ assigned: 0, waiting: 0 });
  });

  it('lets nobody wait for nothing', async () => {
    const acme = await withQueue({ core: 0 });
    const waiting = await acme.active(['core']);
    await world.bus.execute(new EditMember(acme.owner, waiting, { products: [] }));
    expect(await acme.stateOf(waiting)).toBe('active');
    expect(await acme.pool('core')).toMatchObject({ assigned: 0, waiting: 0 });
  });

  it('drains in order when many seats are freed at once', async () => {
    const acme = await withQueue({ core: 5 });
    const holders = [];
    for (let n = 0; n < 5; n++) holders.push(await acme.active(['core']));
    const waiting: MemberId[] = [];
    for (let n = 0; n < 7; n++) waiting.push(await acme.active(['core']));
    await Promise.all(holders.map((id) => world.bus.execute(new DeactivateMember(acme.owner, id))));
    const states = await Promise.all(waiting.map((id) => acme.stateOf(id)));
    expect(states).toEqual(['active', 'active', 'active', 'active', 'active', 'waiting', 'waiting']);
    expect(await acme.pool('core')).toMatchObject({ assigned: 5, waiting: 2 });
  });
});

import { AWorkspace, specWorld, type SpecWorld } from '@placet/testing';
import { MembersModule } from '../members.module.ts';
import { AddMember } from './add-member.ts';
import { DeactivateMember } from './deactivate-member.ts';
import { ReactivateMember } from './reactivate-member.ts';

describe('adding a member', () => {
  let world: SpecWorld;
  beforeAll(async () => {
    world = await specWorld([MembersModule]);
  });
  afterAll(() => world.close());

  it('reserves a seat for somebody invited, and assigns one to somebody who begins with a temporary password', async () => {
    const acme = await AWorkspace.with(world, { core: 2 });
    const invited = await world.bus.execute(new AddMember(acme.owner, acme.person({ products: ['core'] }), 'activation_link', true));
    const active = await world.bus.execute(new AddMember(acme.owner, acme.person({ products: ['core'] }), 'temporary_password', true));
    expect([await acme.stateOf(invited.memberId), await acme.stateOf(active.memberId)]).toEqual(['invited', 'active']);
    expect(await acme.pool('core')).toMatchObject({ purchased: 2, assigned: 1, reserved: 1 });
    expect(active.secret?.kind).toBe('temporary_password');
  });

  it('refuses when every seat is taken, and stores nothing (L15, E12)', async () => {
    const acme = await AWorkspace.with(world, { core: 1 });
    await acme.active(['core']);
    const before = await acme.events();
    await expect(acme.active(['core'])).rejects.toMatchObject({ name: 'NoSeatLeft', product: 'core', purchased: 1, used: 1 });
    expect(await acme.events()).toEqual(before);
    expect(await acme.pool('core')).toMatchObject({ assigned: 1, reserved: 0 });
  });

  it('takes several products all or none', async () => {
    const acme = await AWorkspace.with(world, { core: 5, contract: 0 });
    await expect(acme.active(['core', 'contract'])).rejects.toMatchObject({ name: 'NoSeatLeft', product: 'contract' });
    expect(await acme.pool('core')).toMatchObject({ assigned: 0 });
  });

  it('frees the seat at deactivation, and claims it again at reactivation', async () => {
    const acme = await AWorkspace.with(world, { core: 1 });
    const ada = await acme.active(['core']);
    await world.bus.execute(new DeactivateMember(acme.owner, ada, 'left the firm'));
    expect(await acme.pool('core')).toMatchObject({ assigned: 0 });
    const bob = await acme.active(['core']);
    await expect(world.bus.execute(new ReactivateMember(acme.owner, ada))).rejects.toMatchObject({ name: 'NoSeatLeft' });
    await world.bus.execute(new DeactivateMember(acme.owner, bob));
    expect(await world.bus.execute(new ReactivateMember(acme.owner, ada))).toMatchObject({ outcome: 'active' });
    expect(await acme.pool('core')).toMatchObject({ assigned: 1 });
  });

  it('lets nobody through the door twice under one username, also in another case', async () => {
    const acme = await AWorkspace.with(world, { core: 1 });
    await acme.active([], { email: undefined, username: 'Éléonore' });
    await expect(acme.active([], { email: undefined, username: 'éLÉONORE' })).rejects.toMatchObject({ name: 'UsernameTaken' });
  });
});

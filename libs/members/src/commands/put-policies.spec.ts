import { PutPoliciesBody, defaultPolicies } from '@placet/contracts';
import { Secrets } from '@placet/identity';
import { AWorkspace, QuickSecrets, specWorld, type SpecWorld } from '@placet/testing';
import { GrantSeats } from '@placet/seats';
import { GetPolicies } from '@placet/workspaces';
import { MembersModule } from '../members.module.ts';
import { PutPolicies } from './put-policies.ts';

describe('policies', () => {
  let world: SpecWorld;
  beforeAll(async () => {
    world = await specWorld([MembersModule], {}, [[Secrets, QuickSecrets]]);
  });
  afterAll(() => world.close());

  const get = (acme: AWorkspace) => world.bus.execute(new GetPolicies(acme.owner));
  const put = (acme: AWorkspace, values: unknown, version = 1) =>
    world.bus.execute(new PutPolicies(acme.owner, PutPoliciesBody.parse({ values }).values, version));

  it('are the defaults of the product until somebody changes one', async () => {
    const acme = await AWorkspace.with(world, {});
    expect(await get(acme)).toMatchObject({ version: 1, values: defaultPolicies });
  });

  it('keep what was not named, as a new version beside the old one', async () => {
    const acme = await AWorkspace.with(world, {});
    await put(acme, { 'invitation.days': 30 });
    await put(acme, { 'ban.keepsSeat': true }, 2);
    expect(await get(acme)).toMatchObject({ version: 3, values: { ...defaultPolicies, 'invitation.days': 30, 'ban.keepsSeat': true } });
    expect(
      await world.sql(
        `select version, values ->> 'invitation.days' as days, changed_by from policy where workspace_id = $1 order by version`,
        [acme.id],
      ),
    ).toEqual([
      { version: 2, days: '30', changed_by: `member/${acme.owner.id}` },
      { version: 3, days: '30', changed_by: `member/${acme.owner.id}` },
    ]);
    const [event] = await world.sql<{ facts: unknown }>(
      `select facts from event where workspace_id = $1 and type = 'policies.changed' order by id limit 1`,
      [acme.id],
    );
    expect(event?.facts).toEqual({ version: 2, before: { 'invitation.days': 14 }, after: { 'invitation.days': 30 } });
  });

  it('make no version where nothing changed', async () => {
    const acme = await AWorkspace.with(world, {});
    await put(acme, { 'invitation.days': 14 });
    expect(await get(acme)).toMatchObject({ version: 1 });
  });

  it('are changed by one of two at once', async () => {
    const acme = await AWorkspace.with(world, {});
    const both = await Promise.allSettled([put(acme, { 'invitation.days': 20 }), put(acme, { 'invitation.days': 21 })]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const lost = both.find((result): result is PromiseRejectedResult => result.status === 'rejected');
    expect(lost?.reason).toMatchObject({ name: 'StaleVersion', current: 2 });
  });

  it.each([
    ['reminders after the end', { 'invitation.days': 3, 'invitation.reminders': [1, 3] }, 'values.invitation.reminders'],
    ['reminders out of order', { 'invitation.reminders': [7, 3] }, 'values.invitation.reminders'],
    ['an end before the usual reminders', { 'invitation.days': 7 }, 'values.invitation.reminders'],
    [
      'a group of nobody',
      { 'fields.emailRequiredForGroups': ['0198c0de-0000-7000-8000-000000000000'] },
      'values.fields.emailRequiredForGroups',
    ],
  ])('refuse %s', async (_, values, path) => {
    const acme = await AWorkspace.with(world, {});
    await expect(put(acme, values)).rejects.toMatchObject({ name: 'InvalidField', path });
    expect(await get(acme)).toMatchObject({ version: 1 });
  });

  it('let pools be used beyond what was bought, and grandfather what is used when that ends', async () => {
    const acme = await AWorkspace.with(world, { core: 1, contract: 0 });
    await acme.active(['core']);
    await expect(acme.active(['core'])).rejects.toMatchObject({ name: 'NoSeatLeft' });
    await put(acme, { 'seat.overageLimit': 1 });
    await acme.active(['core']);
    expect(await acme.pool('core')).toMatchObject({ purchased: 1, assigned: 2, grandfathered: 0 });
    await put(acme, { 'seat.overageLimit': 0 }, 2);
    expect(await acme.pool('core')).toMatchObject({ purchased: 1, assigned: 2, grandfathered: 1 });
    await expect(acme.active(['core'])).rejects.toMatchObject({ name: 'NoSeatLeft' });
    await put(acme, { 'seat.overageLimit': 2 }, 3);
    await world.bus.execute(new GrantSeats(acme.operator, 'collaborator', 0, 'trial'));
    await acme.active(['collaborator']);
    expect(await acme.pool('collaborator')).toMatchObject({ purchased: 0, assigned: 1, grandfathered: 0 });
  });

  it('wake those who wait when a larger overage makes room', async () => {
    const acme = await AWorkspace.with(world, { core: 0 });
    await put(acme, { 'seat.onFull.console': 'wait' });
    await acme.active(['core']);
    await put(acme, { 'seat.overageLimit': 1 }, 2);
    const pokes = await world.sql<{ destination: string }>('select destination from outbox where workspace_id = $1', [acme.id]);
    expect(pokes.map(({ destination }) => destination)).toContain(`waiting-list/${acme.id}/core`);
  });
});

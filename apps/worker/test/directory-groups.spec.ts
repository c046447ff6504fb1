import { connectionActor } from '@placet/kernel';
import { AddConnection, CreateGroup, CreateUser, EditConnection, PutMapping } from '@placet/provisioning';
import { AWorkspace } from '@placet/testing';
import { WorkerWorld, endOfTemporal } from './worker-world.ts';

const address = process.env['TEST_TEMPORAL_ADDRESS'] ?? '';

describe('the worker', () => {
  let worker: WorkerWorld;
  beforeAll(async () => {
    worker = await WorkerWorld.at(address);
  });
  afterAll(async () => {
    await worker.close();
    await endOfTemporal();
  });

  it('brings a large group along to its mapping, and back when the mapping is emptied', async () => {
    const acme = await AWorkspace.with(worker.world, { core: 100 });
    const { bus } = worker.world;
    const connectionId = await bus.execute(new AddConnection(acme.owner, 'Okta', 'okta'));
    await bus.execute(new EditConnection(acme.owner, connectionId, { onCreate: 'active' }));
    const okta = connectionActor(acme.id, connectionId);
    const adds: string[] = [];
    for (let n = 0; n < 50; n++) adds.push((await bus.execute(new CreateUser(okta, { userName: `u${n}@${acme.slug}.test` }))).memberId);
    const members = { replaces: true, adds, removes: [] };
    const groupId = await bus.execute(new CreateGroup(okta, { displayName: 'Everybody', externalId: null, members }));
    const mapping = (products: string[]) => new PutMapping(acme.owner, connectionId, groupId, { groupIds: [], products, siteIds: [] });
    const settled = () =>
      worker.until(
        () =>
          worker.world.sql<{ state: string; closed: boolean }>(
            'select state, closed_at is not null as closed from process where kind = $1',
            ['directory-group'],
          ),
        ([row]) => row?.closed === true && row.state === 'settled',
      );
    expect(await bus.execute(mapping(['core']))).toEqual({ applied: 20, of: 50 });
    await settled();
    expect(await acme.pool('core')).toMatchObject({ assigned: 50, waiting: 0 });
    expect(await bus.execute(mapping([]))).toEqual({ applied: 20, of: 50 });
    await settled();
    expect(await acme.pool('core')).toMatchObject({ assigned: 0 });
  }, 60_000);
});

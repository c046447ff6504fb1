import { specWorld, type SpecWorld } from '@placet/testing';
import { OutboxModule } from './outbox.module.ts';
import { Reconciler } from './reconciler.ts';

describe('the reconciler, without Temporal', () => {
  let world: SpecWorld;
  beforeAll(async () => {
    world = await specWorld([OutboxModule]);
  });
  afterAll(() => world.close());
  const keys = async () => (await world.sql<{ key: string }>('select key from idempotency order by key')).map(({ key }) => key);
  const key = (name: string, expires: string) =>
    world.sql(
      `insert into idempotency (workspace_id, principal, key, hash, expires_at) values (uuidv7(), 'p', $1, sha256('x'), now() + $2::interval)`,
      [name, expires],
    );

  it('throws away answers that have expired, however many, and repairs nothing', async () => {
    await key('fresh', '1 h');
    await key('old', '-1 s');
    await world.sql(
      `insert into idempotency (workspace_id, principal, key, hash, expires_at) select uuidv7(), 'p', 'k' || n, sha256('x'), now() - interval '1 h' from generate_series(1, 2500) n`,
    );
    expect(await world.module.get(Reconciler).sweep()).toBe(0);
    expect(await keys()).toEqual(['fresh']);
  });

  it('leaves the round to the worker that holds the lease, until that one is gone', async () => {
    await key('expired', '-1 s');
    await world.sql(`update lease set holder = uuidv7(), until = now() + interval '1 min' where name = 'reconciler'`);
    await world.module.get(Reconciler).sweep();
    expect(await keys()).toEqual(['expired', 'fresh']);
    await world.sql(`update lease set until = now() - interval '1 s' where name = 'reconciler'`);
    await world.module.get(Reconciler).sweep();
    expect(await keys()).toEqual(['fresh']);
  });
});

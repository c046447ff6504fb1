import { Ids } from '@placet/kernel';
import { RelayWorld } from './relay-world.ts';

const ids = new Ids();
const address = process.env['TEST_TEMPORAL_ADDRESS'] ?? '';

describe('the relay', () => {
  let relays: RelayWorld;
  beforeAll(async () => {
    relays = await RelayWorld.at(address);
  });
  afterAll(() => relays.close());
  beforeEach(() => relays.world.sql('delete from outbox'));

  it('starts each process by name, with ids only, marked for operators and fair to workspaces', async () => {
    const id = ids.next();
    const workspaceId = await relays.happens([`invitation/${id}`, `mail/${id}`, `member-dates/${id}`]);
    await relays.happens([`waiting-list/${workspaceId}/core`], workspaceId);
    expect(await relays.relay.deliver()).toBe(false);
    expect(await relays.outbox()).toEqual([]);
    const seen = await relays.ask(async ({ workflow }) =>
      Promise.all(
        [`invitation/${id}`, `mail/${id}`, `member-dates/${id}`, `waiting-list/${workspaceId}/core`].map(async (workflowId) => {
          const { type, taskQueue, status, typedSearchAttributes, priority } = await workflow.getHandle(workflowId).describe();
          const marks = Object.fromEntries(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]));
          return { type, taskQueue, status: status.name, marks, priority };
        }),
      ),
    );
    const process = (type: string, priorityKey: number, SubjectId: string = id) => ({
      type,
      taskQueue: relays.queue,
      status: 'RUNNING',
      marks: { WorkspaceId: workspaceId, SubjectId },
      priority: expect.objectContaining({ priorityKey, fairnessKey: workspaceId }),
    });
    expect(seen).toEqual([process('invitation', 2), process('mail', 2), process('memberDates', 3), process('waitingList', 3, 'core')]);
    const started = await relays.ask(({ workflow }) => workflow.getHandle(`waiting-list/${workspaceId}/core`).fetchHistory());
    const [input] = started.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
    expect(JSON.parse(Buffer.from(input?.data ?? []).toString())).toEqual({ workspaceId, product: 'core' });
  });

  it('pokes a process once a batch, however many events woke it', async () => {
    const workflowId = `mail/${ids.next()}`;
    const workspaceId = await relays.happens([workflowId]);
    await Promise.all(Array.from({ length: 20 }, () => relays.happens([workflowId], workspaceId)));
    await relays.relay.deliver();
    expect(await relays.outbox()).toEqual([]);
    expect(await relays.signalsOf(workflowId)).toBe(1);
  });

  it('goes on at once where a batch was full', async () => {
    const workspaceId = await relays.happens(Array.from({ length: 150 }, () => `mail/${ids.next()}`));
    expect(await relays.relay.deliver()).toBe(true);
    expect(await relays.relay.deliver()).toBe(false);
    expect(await relays.world.sql('select from outbox where workspace_id = $1', [workspaceId])).toEqual([]);
  });

  it('leaves what another relay has leased, and takes it once that one has died', async () => {
    const workflowId = `mail/${ids.next()}`;
    await relays.happens([workflowId]);
    await relays.world.sql(`update outbox set lease_until = now() + interval '30 s', attempts = 1`); // leased, and then killed
    await relays.relay.deliver();
    expect(await relays.outbox()).toMatchObject([{ destination: workflowId, attempts: 1 }]);
    await relays.world.sql(`update outbox set lease_until = now() - interval '1 s'`);
    await relays.relay.deliver();
    expect(await relays.outbox()).toEqual([]);
    expect(await relays.signalsOf(workflowId)).toBe(1);
  });

  it('may run several times at once, and loses and doubles nothing', async () => {
    const workflowIds = Array.from({ length: 60 }, () => `mail/${ids.next()}`);
    await relays.happens(workflowIds);
    await Promise.all([relays.relay.deliver(), relays.relay.deliver(), relays.relay.deliver()]);
    expect(await relays.outbox()).toEqual([]);
    expect(await Promise.all(workflowIds.map((workflowId) => relays.signalsOf(workflowId)))).toEqual(workflowIds.map(() => 1));
  });

  it('puts off what can not be delivered, each time for longer and at most 60 s, and lets the others pass', async () => {
    const workflowId = `mail/${ids.next()}`;
    const workspaceId = await relays.happens(['unheard/of', workflowId]);
    const waits: number[] = [];
    for (let n = 0; n < 9; n++) {
      await relays.relay.deliver();
      const [row] = await relays.outbox();
      waits.push(row!.waits);
      await relays.world.sql('update outbox set available_at = now() where workspace_id = $1', [workspaceId]);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect(await relays.outbox()).toMatchObject([{ destination: 'unheard/of', attempts: 9, is_leased: false }]);
    expect(await relays.signalsOf(workflowId)).toBe(1);
  });

  it('starts a process anew that was killed from outside', async () => {
    const workflowId = `invitation/${ids.next()}`;
    const runOf = () => relays.ask(async ({ workflow }) => (await workflow.getHandle(workflowId).describe()).runId);
    const workspaceId = await relays.happens([workflowId]);
    await relays.relay.deliver();
    const first = await runOf();
    await relays.ask(({ workflow }) => workflow.getHandle(workflowId).terminate());
    await relays.happens([workflowId], workspaceId);
    await relays.relay.deliver();
    expect(await runOf()).not.toBe(first);
  });

  it('hears of a commit at once', async () => {
    const workflowId = `mail/${ids.next()}`;
    relays.relay.start();
    await relays.relay.deliver(); // listens from here on
    const began = performance.now();
    await relays.happens([workflowId]);
    while ((await relays.outbox()).length) expect(performance.now() - began).toBeLessThan(900); // it looks each second anyway
    await relays.relay.stop();
    expect(await relays.signalsOf(workflowId)).toBe(1);
  });
});

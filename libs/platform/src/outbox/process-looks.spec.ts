import { Ids, systemActor, type WorkspaceId } from '@placet/kernel';
import { specWorld, type SpecWorld } from '@placet/testing';
import { UnitOfWork } from '../database/unit-of-work.ts';
import { ProcessLooks } from './process-looks.ts';

const ids = new Ids();
const noon = new Date('2026-03-02T12:00:00Z');

describe("a process's look", () => {
  let world: SpecWorld;
  beforeAll(async () => {
    world = await specWorld([]);
  });
  afterAll(() => world.close());

  const actor = systemActor(ids.next<WorkspaceId>());
  const poke = (workflowId: string) =>
    world.module.get(UnitOfWork).write(actor, async (unit) => {
      unit.raised.push({ type: 'spec.happened', subject: { kind: 'spec', id: 'x' }, facts: {}, pokes: [workflowId] });
    });
  const look = (workflowId: string, state: string, isOver: boolean, meanwhile: () => void = () => undefined) =>
    world.module.get(UnitOfWork).write(actor, () =>
      world.module.get(ProcessLooks).look(workflowId, noon, async () => {
        meanwhile();
        return { state, isOver, nextMoment: noon.getTime() + 1_000 };
      }),
    );
  const row = async (workflowId: string) =>
    (await world.sql('select state, version, looked_version, wake_at, closed_at from process where workflow_id = $1', [workflowId]))[0];

  it('stamps what it saw, when to look again, and that it is over', async () => {
    const workflowId = `mail/${ids.next()}`;
    await poke(workflowId);
    expect(await row(workflowId)).toMatchObject({ state: 'open', version: 1, looked_version: 0 });
    await look(workflowId, 'waiting', false);
    const wake_at = new Date('2026-03-02T12:00:01Z');
    expect(await row(workflowId)).toEqual({ state: 'waiting', version: 1, looked_version: 1, wake_at, closed_at: null });
    await look(workflowId, 'sent', true);
    expect(await row(workflowId)).toMatchObject({ state: 'sent', closed_at: noon });
  });

  it('misses no poke that comes while it looks: the process is not looked at then', async () => {
    const workflowId = `mail/${ids.next()}`;
    await poke(workflowId);
    const begins = Promise.withResolvers<void>();
    const poked = begins.promise.then(() => poke(workflowId)); // in a transaction of its own
    await look(workflowId, 'sent', true, begins.resolve);
    await poked;
    expect(await row(workflowId)).toMatchObject({ version: 2, looked_version: 1, closed_at: null });
  });

  it('opens a process again that something happens to after its end', async () => {
    const workflowId = `waiting-list/${actor.workspaceId}/core`;
    await poke(workflowId);
    await look(workflowId, 'empty', true);
    await poke(workflowId);
    expect(await row(workflowId)).toMatchObject({ version: 2, looked_version: 1, closed_at: null });
  });
});

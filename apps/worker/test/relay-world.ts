import { Ids, systemActor, type WorkspaceId } from '@placet/kernel';
import { OutboxModule, Reconciler, Relay, Temporal, UnitOfWork } from '@placet/platform';
import { specWorld, type SpecWorld } from '@placet/testing';
import type { Client } from '@temporalio/client';

const ids = new Ids();

/** The relay and the reconciler on a database and a task queue of their own, turned by hand. No worker: what is poked stays to be looked at. */
export class RelayWorld {
  readonly relay: Relay;
  readonly reconciler: Reconciler;

  private constructor(
    readonly world: SpecWorld,
    readonly queue: string,
  ) {
    this.relay = world.module.get(Relay);
    this.reconciler = world.module.get(Reconciler);
  }

  static async at(address: string): Promise<RelayWorld> {
    const queue = ids.next();
    const world = await specWorld([OutboxModule], { PLACET_TEMPORAL_ADDRESS: address, PLACET_TASK_QUEUE: queue });
    return new RelayWorld(world, queue);
  }

  /** Something happens in a workspace, which pokes these processes. */
  async happens(pokes: string[], workspaceId = ids.next<WorkspaceId>()): Promise<WorkspaceId> {
    await this.world.module.get(UnitOfWork).write(systemActor(workspaceId), async (unit) => {
      unit.raised.push({ type: 'spec.happened', subject: { kind: 'spec', id: 'x' }, facts: {}, pokes });
    });
    return workspaceId;
  }

  ask<T>(call: (client: Client) => Promise<T>): Promise<T> {
    return this.world.module.get(Temporal).within(5_000, call);
  }

  /** What a process was told, by its history. @returns how many signals came */
  async signalsOf(workflowId: string): Promise<number> {
    const history = await this.ask(({ workflow }) => workflow.getHandle(workflowId).fetchHistory());
    return (history.events ?? []).filter((event) => event.workflowExecutionSignaledEventAttributes).length;
  }

  outbox(): Promise<{ destination: string; attempts: number; waits: number; is_leased: boolean }[]> {
    return this.world
      .sql(`select destination, attempts, round(extract(epoch from available_at - now()))::int as waits, lease_until is not null as is_leased
                             from outbox order by id`);
  }

  async close(): Promise<void> {
    await this.relay.stop();
    await this.world.close();
  }
}

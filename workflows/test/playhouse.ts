import type { WorkflowHandleWithSignaledRunId } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { type Branch, type Process, refOf } from './branches/branch.ts';
import { directoryCredentialRow } from './rows/directory-credential-row.ts';
import { directoryGroupRow } from './rows/directory-group-row.ts';
import { invitationRow } from './rows/invitation-row.ts';
import { mailRow } from './rows/mail-row.ts';
import { memberDatesRow } from './rows/member-dates-row.ts';
import type { Row } from './rows/row.ts';
import { waitingListRow } from './rows/waiting-list-row.ts';

type Ref = { workspaceId: string; id?: string; product?: string };
type Door = (ref: Ref, ...facts: unknown[]) => unknown;

/** A real worker on a real server, with rows in memory behind the doors; a task queue of its own keeps others' work away. */
export async function openPlayhouse(server: TestWorkflowEnvironment, workflowBundle: WorkflowBundle, taskQueue: string = randomUUID()) {
  const rows = new Map<string, Row>();
  const rowOf = ({ id, product }: Ref) => rows.get(`${id ?? product}`)?.activities as Record<string, Door>;
  const kinds = [
    invitationRow({ at: 0 }),
    mailRow({ at: 0, server: () => 'taken' }),
    memberDatesRow({ at: 0 }),
    waitingListRow({ waiting: 0 }),
    directoryCredentialRow({ at: 0, endsOn: 0 }),
    directoryGroupRow({ behind: 0 }),
  ];
  const names = kinds.flatMap(({ activities }) => Object.keys(activities));
  const worker = await Worker.create({
    connection: server.nativeConnection,
    namespace: server.namespace,
    taskQueue,
    workflowBundle,
    identity: 'worker',
    activities: Object.fromEntries(names.map((name) => [name, (ref: Ref, ...facts: unknown[]) => rowOf(ref)[name]?.(ref, ...facts)])),
    maxCachedWorkflows: 100,
  });
  const running = worker.run();

  /** Starts and pokes a row's process, as the relay does. */
  const begin = (process: Process, ref: Ref, row: Row): Promise<WorkflowHandleWithSignaledRunId> => {
    rows.set(`${ref.id ?? ref.product}`, row);
    const workflowId = process.workflowId(ref as never);
    return server.client.workflow.signalWithStart(process.workflow, { workflowId, taskQueue, args: [ref], signal: 'poke' });
  };

  /** Plays a branch and answers its first run, how it ended and what happened; `day` is how long a day lasts, in milliseconds. */
  async function play(branch: Branch, day: number) {
    const ref = refOf(branch.process, branch.name);
    const at = await server.currentTimeMs();
    const handle = server.client.workflow.getHandle(branch.process.workflowId(ref as never));
    let told: string[] = [];
    let runId = '';
    await branch.play({
      at,
      day,
      begin: async (row) => {
        ({ told } = row);
        runId = (await begin(branch.process, ref, row)).signaledRunId;
      },
      poke: () => handle.signal('poke'),
      sleep: (days) => server.sleep(days * day),
    });
    return { workflowId: handle.workflowId, runId, end: (await handle.result()) as string, told };
  }

  async function close() {
    worker.shutdown();
    await running;
    await server.teardown();
    await Runtime.instance().shutdown();
  }
  return { begin, play, close };
}

import { Inject, Injectable } from '@nestjs/common';
import { WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy, defineSearchAttributeKey } from '@temporalio/common';
import type { WorkflowSignalWithStartOptionsWithArgs } from '@temporalio/client';
import { directoryCredentialProcess } from '@placet/workflows/directory-credential/contract';
import { directoryGroupProcess } from '@placet/workflows/directory-group/contract';
import { invitationProcess } from '@placet/workflows/invitation/contract';
import { mailProcess } from '@placet/workflows/mail/contract';
import { memberDatesProcess } from '@placet/workflows/member-dates/contract';
import { waitingListProcess } from '@placet/workflows/waiting-list/contract';
import { Config } from '../config.ts';
import { Temporal } from './temporal.ts';

/** Where a poke goes: a process by its workflow id, such as `invitation/<id>` or `waiting-list/<workspaceId>/<product>`. */
export interface Destination {
  readonly workspaceId: string;
  readonly workflowId: string;
}

/** Who waits decides: 2 is somebody at a screen or a mailbox, 3 is nobody. */
const processes = new Map(
  [
    { ...invitationProcess, priorityKey: 2 },
    { ...mailProcess, priorityKey: 2 },
    { ...waitingListProcess, priorityKey: 3 },
    { ...memberDatesProcess, priorityKey: 3 },
    { ...directoryCredentialProcess, priorityKey: 3 },
    { ...directoryGroupProcess, priorityKey: 3 },
  ].map((process) => [process.kind as string, process]),
);
const workspaceKey = defineSearchAttributeKey('WorkspaceId', 'KEYWORD');
const subjectKey = defineSearchAttributeKey('SubjectId', 'KEYWORD');
const deadlineMs = 2_000;

/** Starts or wakes processes: by name, with ids only, and without data. */
@Injectable()
export class Pokes {
  constructor(
    @Inject(Temporal) private readonly temporal: Temporal,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** Wakes the process, or starts it. One poke may come twice, late, and in any order.
   *
   * @param evenAfterItsEnd starts it anew also where it ended well: the row says that it is open, and the row decides
   * @returns `ended` where it ended well and was left alone
   * @throws where the server does not answer within 2 s, or does not take it
   */
  async poke({ workspaceId, workflowId }: Destination, evenAfterItsEnd = false): Promise<'poked' | 'ended'> {
    const [kind = '', ...rest] = workflowId.split('/');
    const process = processes.get(kind);
    const subject = rest.at(-1);
    if (!process || !subject) throw new Error(`no process is called ${kind}`);
    const options: WorkflowSignalWithStartOptionsWithArgs<[]> & { args: unknown[] } = {
      workflowId,
      taskQueue: this.config.temporal.taskQueue,
      args: [kind === waitingListProcess.kind ? { workspaceId, product: subject } : { workspaceId, id: subject }],
      signal: 'poke',
      signalArgs: [],
      workflowIdReusePolicy:
        process.runsAgain || evenAfterItsEnd ? WorkflowIdReusePolicy.ALLOW_DUPLICATE : WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
      priority: { priorityKey: process.priorityKey, fairnessKey: workspaceId },
      typedSearchAttributes: [
        { key: workspaceKey, value: workspaceId },
        { key: subjectKey, value: subject },
      ],
    };
    try {
      await this.temporal.within(deadlineMs, ({ workflow }) => workflow.signalWithStart(process.workflow, options));
      return 'poked';
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return 'ended';
      throw error;
    }
  }
}

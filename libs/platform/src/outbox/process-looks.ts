import { Inject, Injectable } from '@nestjs/common';
import { WorkspaceEm } from '../database/workspace-em.ts';

/** What every look answers; the rest is the process's own (`@placet/workflows/<process>/contract`). */
interface Looked {
  readonly state: string;
  readonly isOver: boolean;
  /** epoch milliseconds */
  readonly nextMoment: number;
}

/** The process row's half of a look: the reconciler finds by it what nobody has looked at. */
@Injectable()
export class ProcessLooks {
  constructor(@Inject(WorkspaceEm) private readonly em: WorkspaceEm) {}

  /** Reads the subject and stamps its process, in the open transaction: one command per look.
   *
   * The process is locked before the subject is read, so whoever pokes either is seen by this look or raises the version after it.
   *
   * @param workflowId such as `invitation/<id>`
   * @param now the moment that the workflow gave
   * @param read reads the subject without locking it
   * @returns what was read
   */
  async look<L extends Looked>(workflowId: string, now: Date, read: () => Promise<L>): Promise<L> {
    await this.em.execute('select from process where workflow_id = $1 for update', [workflowId]);
    const look = await read();
    await this.em.execute(
      `update process set looked_version = version, looked_at = $2, state = $3, wake_at = $4, last_error = null,
              closed_at = case when $5 then coalesce(closed_at, $2) end
        where workflow_id = $1`,
      [workflowId, now, look.state, new Date(look.nextMoment), look.isOver],
    );
    return look;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Actor, WorkspaceId } from '@placet/kernel';
import { mayBeOneOfMany, translated } from './constraints.ts';
import type { Row } from './one-trip.ts';
import type { Proof } from './proof.ts';
import { setTenantInLine, type Bound } from './statements.ts';
import { UnitOfWork } from './unit-of-work.ts';

/** A write that may go together with others of its workspace. */
export interface LineWrite<Member> {
  readonly actor: Actor;
  /** equal for those who may go in one statement: all that the statement says for everybody */
  readonly shape: string;
  /** what is written to: nobody stands twice in one statement */
  readonly subject: string;
  readonly member: Member;
  /** The statements for all who go together. The same for everybody of a shape. */
  bounds(together: readonly Member[]): readonly Bound[];
}

const mostTogether = 32;

interface Waiting<Member> {
  readonly write: LineWrite<Member>;
  readonly proof: Proof | undefined;
  readonly done: (rows: Row[][]) => void;
  readonly failed: (error: unknown) => void;
}

/** The line in front of a workspace. Its hot writes would wait for each other at the row of the pool while the disk is written; so the first goes at
 * once, and what comes meanwhile goes together, at most 32 in one statement. One statement is on its way at a time.
 *
 * A refusal has to be a returned row: an error ends it for all who went together, who are then run one by one where one of them may be to blame.
 */
@Injectable()
export class WorkspaceLine {
  private readonly lines = new Map<WorkspaceId, Waiting<never>[]>();

  constructor(@Inject(UnitOfWork) private readonly units: UnitOfWork) {}

  /** @returns the rows of each of the statements, for all who went together. @throws as `UnitOfWork.hot` */
  run<Member>(write: LineWrite<Member>): Promise<Row[][]> {
    const { workspaceId } = write.actor;
    return new Promise((done, failed) => {
      const waiting = { write, proof: this.units.proofOf(write.actor)?.proof, done, failed } as unknown as Waiting<never>; // only those of one shape, and so of one kind of member, are taken together
      const line = this.lines.get(workspaceId);
      if (line) line.push(waiting);
      else void this.serve(workspaceId, [waiting]);
    });
  }

  /** How many wait in all lines, beside those who are on their way. */
  get waiting(): number {
    return [...this.lines.values()].reduce((sum, line) => sum + line.length, 0);
  }

  private async serve(workspaceId: WorkspaceId, line: Waiting<never>[]): Promise<void> {
    this.lines.set(workspaceId, line);
    while (line.length) await this.send(takeTogether(line));
    this.lines.delete(workspaceId);
  }

  private async send(together: readonly Waiting<never>[]): Promise<void> {
    const [first] = together;
    if (!first) return;
    try {
      const bounds = first.write.bounds(together.map(({ write }) => write.member));
      const rows = await this.units.hotTrip(first.write.actor, bounds, setTenantInLine);
      for (const { write, done } of together) {
        this.units.proofGiven(write.actor);
        done(rows);
      }
    } catch (error) {
      if (together.length > 1 && mayBeOneOfMany(error)) for (const one of together) await this.send([one]);
      else for (const { failed } of together) failed(translated(error));
    }
  }
}

/** Takes the first of a line and those who may go with him, in their order; nobody overtakes himself. */
function takeTogether(line: Waiting<never>[]): Waiting<never>[] {
  const { write, proof } = line[0]!;
  const subjects = new Set<string>();
  const together: Waiting<never>[] = [];
  const left: Waiting<never>[] = [];
  let seen = 0;
  for (; seen < line.length && together.length < mostTogether; seen++) {
    const waiting = line[seen]!;
    const { shape, subject } = waiting.write;
    (shape === write.shape && waiting.proof === proof && !subjects.has(subject) ? together : left).push(waiting);
    subjects.add(subject);
  }
  line.splice(0, seen, ...left);
  return together;
}

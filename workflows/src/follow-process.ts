import {
  ApplicationFailure,
  CancellationScope,
  TemporalFailure,
  condition,
  continueAsNew,
  defineSignal,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Look } from './look.ts';

/** Says "look again" and nothing else, so it may come twice, late and in any order. */
export const poke = defineSignal('poke');

/** Follows one row of PostgreSQL, which decides; the workflow only looks, does the step that is due, or waits.
 *
 * @param ref    ids only, the workspace's first; it is also the input of the run that continues this one
 * @param lookAt reads the row at the given epoch milliseconds
 * @returns `untilOver` follows to the row's end and answers it; `reaches` to a stage, or throws `ProcessEnded` (not retryable) when the row ended before;
 *   `waitForPoke` answers false when the moment came in silence
 */
export function followProcess<R, L extends Look>(ref: R, lookAt: (ref: R, now: number) => Promise<L>) {
  let pokes = 0;
  let seen = 0;
  let stage: string | undefined;
  setHandler(poke, () => void pokes++);

  const look = async () => {
    seen = pokes; // the mark comes before the read: no poke is lost
    const row = await lookAt(ref, Date.now());
    if (!row.isOver && row.state !== stage) showStage((stage = row.state), row.nextMoment);
    return row;
  };
  const waitForPoke = (until: number) => condition(() => pokes > seen, Math.max(1_000, until - Date.now()));
  const follow = async (isThere: (row: L) => boolean, step: (row: L) => Promise<unknown>) => {
    for (let row = await look(); ; row = await look()) {
      if (isThere(row)) return row.state;
      if (!row.isOver) await step(row);
      else if (pokes === seen) throw ended(row.state);
      if (workflowInfo().continueAsNewSuggested) await continueAsNew<(ref: R) => Promise<unknown>>(ref);
    }
  };
  const untilOver = async <End extends L['state']>(step: (row: L) => Promise<unknown>) =>
    (await follow((row) => row.isOver && pokes === seen, step)) as End;
  const reaches = (goal: string, step: (row: L) => Promise<unknown>) => follow((row) => row.passed.includes(goal), step);
  return { waitForPoke, untilOver, reaches };
}

/** Runs a compensation to its end, also when the workflow is being cancelled. */
export const untouchable = <T>(act: () => Promise<T>) => CancellationScope.nonCancellable(act);

/** The first line of every `catch`: a bug, and continue-as-new (which is thrown too), must pass. */
export const letBugsThrough = (reason: unknown) => {
  if (!(reason instanceof TemporalFailure)) throw reason;
};

const ended = (state: string) =>
  ApplicationFailure.create({ type: 'ProcessEnded', message: `ended as ${state}`, nonRetryable: true, category: 'BENIGN' });

/** For operators, who list processes by stage; on a change only, as each is a write. */
function showStage(stage: string, dueAt: number) {
  upsertSearchAttributes([
    { key: { name: 'Stage', type: 'KEYWORD' }, value: stage },
    { key: { name: 'DueAt', type: 'DATETIME' }, value: new Date(dueAt) },
  ]);
}

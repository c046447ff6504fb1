import { Worker } from '@temporalio/worker';
import { branches } from './branches/all.ts';
import { buildBundle } from './bundle.ts';
import { type Recorded, readHistories, stepsOf } from './histories.ts';

const kinds = [...new Map(branches.map(({ process }) => [process.kind, process])).values()].map((process) => ({
  kind: process.kind,
  histories: readHistories(process),
}));
let code: string;

beforeAll(async () => {
  ({ code } = await buildBundle());
});

/** How many of the histories the workflows of that bundle would have gone otherwise. */
async function violations(bundle: string, histories: Recorded[]) {
  let count = 0;
  let replayed = 0;
  for await (const { error } of Worker.runReplayHistories({ workflowBundle: { code: bundle } }, histories)) {
    if (error && error.name !== 'DeterminismViolationError') throw error;
    if (error) count++;
    replayed++;
  }
  return { count, replayed };
}

/** A change of the bundle that somebody could make by mistake. */
function plant(what: string, from: string, to: string) {
  const changed = code.replaceAll(from, to);
  if (changed === code) throw new Error(`Nothing to change for "${what}": ${from} is not in the bundle.`);
  return { what, changed };
}
const planted = (steps: string[]) => [
  ...steps.map((step) => plant(`${step} renamed`, step, `${step}Again`)),
  ...steps.filter((step) => !step.startsWith('lookAt')).map((step) => plant(`${step} removed`, `await ${step}(`, 'await Promise.resolve(')),
  plant('the wait removed', 'await waitForPoke(', 'await Promise.resolve('),
  plant('the stage not shown', 'row.state !== stage', 'false'),
];

describe('the replay gate', () => {
  it('has a history of every branch, and in them every step of every kind', () => {
    const recorded = kinds.flatMap(({ histories }) => histories.map(({ workflowId }) => workflowId));
    expect(recorded.toSorted()).toEqual(branches.map(({ process, name }) => `${process.kind}/${name}`).toSorted());
    expect(Object.fromEntries(kinds.map(({ kind, histories }) => [kind, stepsOf(histories)]))).toEqual({
      'directory-group': ['bringMembersAlong', 'lookAtDirectoryGroup'],
      'directory-credential': ['lookAtDirectoryCredential', 'remindOfCredentialEnd'],
      invitation: ['expireInvitation', 'lookAtInvitation', 'sendInvitationMail'],
      mail: ['deliverMail', 'lookAtMail'],
      'member-dates': ['beginMembership', 'endMembership', 'freeKeptSeats', 'liftExpiredBan', 'lookAtMemberDates'],
      'waiting-list': ['giveFreeSeats', 'lookAtWaitingList'],
    });
  });

  it('catches every planted change: a step removed, a step renamed, a wait or a mark removed, no new run', async () => {
    const faults = [
      ...kinds.flatMap(({ kind, histories }) => planted(stepsOf(histories)).map((fault) => ({ kind, histories, ...fault }))),
      ...kinds
        .filter(({ kind }) => kind === 'waiting-list')
        .map((line) => ({
          ...line,
          ...plant('it never continues as new', '.continueAsNewSuggested)', '.continueAsNewSuggested && false)'),
        })),
    ];
    const began = performance.now();
    const missed: string[] = [];
    for (const { kind, what, changed, histories } of faults)
      if (!(await violations(changed, histories)).count) missed.push(`${kind}: ${what}`);
    say(`planted faults caught ${faults.length - missed.length} of ${faults.length}`, began);
    expect(missed).toEqual([]);
  });

  it('replays every recorded history against the bundle', async () => {
    const began = performance.now();
    const histories = kinds.flatMap((kind) => kind.histories);
    const { count, replayed } = await violations(code, histories);
    say(`histories replayed ${replayed} of ${histories.length}, non-determinism ${count}`, began);
    expect({ count, replayed }).toEqual({ count: 0, replayed: branches.length });
  });
});

const say = (line: string, began: number) => process.stdout.write(`#19 ${line} (${((performance.now() - began) / 1_000).toFixed(1)} s)\n`);

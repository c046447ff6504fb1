// Records `src/<kind>/histories/*.json`: plays every branch on a dev server where days are short. `npm run record -w workflows [-- <part of kind/name>]`
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { findTemporal } from '../../tools/temporal-binary.mjs';
import { branches } from './branches/all.ts';
import { buildBundle } from './bundle.ts';
import { writeHistory } from './histories.ts';
import { openPlayhouse } from './playhouse.ts';

/** Milliseconds. No wait is shorter than a second, so the mail's 24 h need room for several attempts. */
const lengthOfDay = (kind: string) => (kind === 'mail' ? 12_000 : 600);
const wanted = process.argv[2] ?? '';
const path = findTemporal()?.path;
if (!path) throw new Error('temporal is missing: `node tools/bootstrap.mjs` fetches it.');

const server = await TestWorkflowEnvironment.createLocal({
  client: { identity: 'relay' },
  server: {
    executable: { type: 'existing-path', path },
    searchAttributes: [
      { name: 'Stage', type: 'KEYWORD' },
      { name: 'DueAt', type: 'DATETIME' },
    ],
    // so that one branch is long enough to continue as new
    extraArgs: ['--log-level', 'error', '--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=120'],
  },
});
const house = await openPlayhouse(server, await buildBundle(), 'placet');

const record = async (branch: (typeof branches)[number]) => {
  const { workflowId, runId, end } = await house.play(branch, lengthOfDay(branch.process.kind));
  if (end !== branch.end)
    throw new Error(`${branch.process.kind}/${branch.name} ended as ${end}, not as ${branch.end}: nothing was written.`);
  const history = await server.client.workflow.getHandle(workflowId, runId).fetchHistory();
  writeHistory(branch, history);
  console.log(`${branch.process.kind}/${branch.name}: ${history.events?.length} events, ${end}`);
};
try {
  await Promise.all(branches.filter(({ process: { kind }, name }) => `${kind}/${name}`.includes(wanted)).map(record));
} finally {
  await house.close();
}

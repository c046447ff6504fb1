import { TestWorkflowEnvironment } from '@temporalio/testing';
import { findTestServer } from '../../tools/temporal-binary.mjs';
import { branches } from './branches/all.ts';
import { buildBundle } from './bundle.ts';
import { openPlayhouse } from './playhouse.ts';
import { oneDay } from './rows/row.ts';

let house: Awaited<ReturnType<typeof openPlayhouse>>;

beforeAll(async () => {
  const path = findTestServer();
  if (!path) throw new Error('temporal-test-server is missing: `node tools/bootstrap.mjs` fetches it.');
  const server = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
  await server.connection.operatorService.addSearchAttributes({ namespace: 'default', searchAttributes: { Stage: 2, DueAt: 6 } });
  house = await openPlayhouse(server, await buildBundle());
});
afterAll(() => house.close());

describe('whole calendars, on the server that skips time', () => {
  it.each(branches)('$process.kind: $story', async (branch) => {
    const { end, told } = await house.play(branch, oneDay);
    expect({ end, told }).toEqual({ end: branch.end, told: branch.told });
  });
});

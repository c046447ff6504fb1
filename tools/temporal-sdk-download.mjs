// The SDK's own download of both programs into the folder named; works with open internet only.
import { TestWorkflowEnvironment } from '@temporalio/testing';

const executable = { type: /** @type {const} */ ('cached-download'), downloadDir: process.argv[2] };
const cli = await TestWorkflowEnvironment.createLocal({ server: { executable } });
await cli.teardown();
const timeSkipping = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
await timeSkipping.teardown();

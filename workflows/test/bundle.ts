import { DefaultLogger, Runtime, bundleWorkflowCode, makeTelemetryFilterString } from '@temporalio/worker';
import { fileURLToPath } from 'node:url';

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  shutdownSignals: [],
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
});

/** The workflows as the worker's build bundles them. */
export const buildBundle = () =>
  bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('../src/index.ts', import.meta.url)), logger: new DefaultLogger('ERROR') });

import type { makeLog } from '@placet/platform';
import { DefaultLogger, Runtime, makeTelemetryFilterString } from '@temporalio/worker';

/** Makes Temporal's part of the process: signals are Nest's, and its log is ours. What a line says beside its message stays out. */
export function installRuntime(log: ReturnType<typeof makeLog>): void {
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('WARN', ({ level, message }) => log[level === 'ERROR' ? 'error' : 'warn']({ context: 'Temporal' }, message)),
    telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN' }) } },
  });
}

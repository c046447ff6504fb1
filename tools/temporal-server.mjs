import { freePort } from './free-port.mjs';
import { startOnLeash } from './leash.mjs';
import { answers, untilReady } from './readiness.mjs';

/** Fixed: the namespace is the environment's, not a workspace's. */
export const temporalNamespace = 'placet';
const searchAttributes = ['WorkspaceId=Keyword', 'SubjectId=Keyword', 'Stage=Keyword', 'DueAt=Datetime'];

/**
 * Starts Temporal's dev server on 127.0.0.1 and answers once it serves our namespace.
 * @param {{ path: string, port: number, dbFile?: string, output?: number, onOutput?: (text: string) => void, patienceMs?: number,
 *   signal?: AbortSignal }} options
 *   without `dbFile` its state lives in memory; search attributes are made together with the file only
 */
export async function startTemporalServer({ path, port, dbFile, output, onOutput, patienceMs, signal }) {
  const httpPort = await freePort();
  const server = startOnLeash(
    path,
    [
      'server',
      'start-dev',
      '--headless',
      '--ip=127.0.0.1',
      '--log-level=warn',
      '--dynamic-config-value=matching.enableFairness=true',
      `--port=${port}`,
      `--http-port=${httpPort}`,
      `--namespace=${temporalNamespace}`,
      ...searchAttributes.map((attribute) => `--search-attribute=${attribute}`),
      ...(dbFile ? [`--db-filename=${dbFile}`] : []),
    ],
    { output, onOutput },
  );
  await untilReady(server, () => answers(`http://127.0.0.1:${httpPort}/api/v1/namespaces/${temporalNamespace}`), { patienceMs, signal });
  return { ...server, address: `127.0.0.1:${port}` };
}

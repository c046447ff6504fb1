import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './free-port.mjs';
import { startOnLeash } from './leash.mjs';

/** Fixed: the namespace is the environment's, not a workspace's. */
export const temporalNamespace = 'placet';
const searchAttributes = ['WorkspaceId=Keyword', 'SubjectId=Keyword', 'Stage=Keyword', 'DueAt=Datetime'];

/**
 * Starts Temporal's dev server on 127.0.0.1 and answers once it serves our namespace.
 * @param {{ path: string, port: number, dbFile?: string, output?: number, onOutput?: (text: string) => void, patienceMs?: number }} options
 *   without `dbFile` its state lives in memory; search attributes are made together with the file only
 */
export async function startTemporalServer({ path, port, dbFile, output, onOutput, patienceMs = 30_000 }) {
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
  let isOver = false;
  void server.ended.then(() => (isOver = true));
  const deadline = Date.now() + patienceMs;
  while (!(await servesNamespace(httpPort))) {
    if (isOver) throw new Error(`Temporal's dev server ended with ${await server.ended}.`);
    if (Date.now() > deadline) {
      await server.stop(2_000);
      throw new Error(`Temporal's dev server did not answer in ${patienceMs / 1000} s.`);
    }
    await pause(50);
  }
  return { ...server, address: `127.0.0.1:${port}` };
}

/** @param {number} httpPort */
async function servesNamespace(httpPort) {
  const url = `http://127.0.0.1:${httpPort}/api/v1/namespaces/${temporalNamespace}`;
  return fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
    (answer) => answer.ok,
    () => false,
  );
}

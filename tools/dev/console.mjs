import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answers } from '../readiness.mjs';
import { startService } from '../start/service.mjs';

/** What the API serves beside the console; `ng serve` passes it on. */
const doors = ['/api', '/scim', '/operator', '/oauth2', '/.well-known', '/problems', '/webhooks', '/health'];

/**
 * `ng serve`, in front of the API.
 * @param {{ root: string, folder: string, port: number, apiPort: number, signal: AbortSignal }} options `folder` is the data folder
 */
export function serveConsole({ root, folder, port, apiPort, signal }) {
  const proxy = join(folder, 'proxy.json');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    proxy,
    JSON.stringify(Object.fromEntries(doors.map((door) => [door, { target: `http://127.0.0.1:${apiPort}`, ws: false }]))),
  );
  const ng = join(root, 'node_modules/@angular/cli/bin/ng.js');
  return startService({
    name: 'console',
    command: process.execPath,
    args: [ng, 'serve', 'console', '--host', 'localhost', '--port', String(port), '--proxy-config', proxy],
    env: { ...process.env, NG_CLI_ANALYTICS: 'false' },
    folder,
    isReady: () => answers(`http://localhost:${port}/`),
    patienceMs: 120_000,
    signal,
  });
}

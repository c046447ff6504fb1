import { join } from 'node:path';
import { answers } from '../readiness.mjs';
import { temporalNamespace } from '../temporal-server.mjs';
import { urlFor } from './database.mjs';

/**
 * The product's own programs: how each is called, what it is told, and how it says that it is ready.
 *
 * @param {{ root: string, folder: string, ports: import('./ports.mjs').Ports, secrets: import('./secrets.mjs').Secrets, databaseUrl: string,
 *   temporalAddress: string, baseUrl?: string }} setting `databaseUrl` is the superuser's; the programs get their own roles'.
 *   `baseUrl` is where people reach the console, if that is not the API itself
 */
export function programsOf({ root, folder, ports, secrets, databaseUrl, temporalAddress, baseUrl }) {
  const built = (/** @type {string} */ file) => join(root, 'dist/apps', file);
  const server = {
    ...outsideEnvironment(),
    PLACET_MODE: 'demo',
    PLACET_BASE_URL: baseUrl ?? `http://localhost:${ports.console}`,
    PLACET_DATABASE_URL: urlFor(databaseUrl, 'placet_app', secrets.app),
    PLACET_SYSTEM_DATABASE_URL: urlFor(databaseUrl, 'placet_system', secrets.system),
    PLACET_SECRET: secrets.secret,
    PLACET_TEMPORAL_ADDRESS: temporalAddress,
    PLACET_TEMPORAL_NAMESPACE: temporalNamespace,
    PLACET_SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
    PLACET_MAIL_FROM: 'Placet <placet@localhost>',
  };
  const api = {
    ...server,
    PLACET_PORT: String(ports.console),
    PLACET_METRICS_PORT: String(ports.metrics),
    PLACET_OPERATOR_TOKEN: secrets.operatorToken,
    PLACET_CONSOLE_DIR: built('console'),
  };
  const worker = {
    ...server,
    PLACET_METRICS_PORT: String(ports.workerMetrics),
    PLACET_WORKFLOW_BUNDLE: built('worker/workflow-bundle.js'),
  };
  const sandbox = {
    ...outsideEnvironment(),
    SANDBOX_PORT: String(ports.sandbox),
    SANDBOX_SMTP_PORT: String(ports.smtp),
    SANDBOX_DATA: folder,
  };
  const program = (
    /** @type {string} */ name,
    /** @type {string} */ file,
    /** @type {NodeJS.ProcessEnv} */ env,
    /** @type {string} */ readyUrl,
  ) => ({
    name,
    command: process.execPath,
    args: [built(file)],
    env,
    folder,
    isReady: () => answers(readyUrl),
  });
  return {
    sandbox: program('sandbox', 'sandbox/main.js', sandbox, `http://127.0.0.1:${ports.sandbox}/health`),
    api: program('api', 'api/main.js', api, `http://127.0.0.1:${ports.console}/health/live`),
    worker: program('worker', 'worker/main.js', worker, `http://127.0.0.1:${ports.workerMetrics}/health/live`),
    /** Ends by itself once the demo data is there. */
    seed: {
      name: 'seed',
      command: process.execPath,
      args: [built('api/seed.js')],
      env: { ...api, PLACET_DEMO_FILE: join(folder, 'demo.json') },
      folder,
    },
  };
}

/** The reader's own environment without what npm adds and without settings of another installation. */
function outsideEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => name === 'PLACET_LOG_LEVEL' || !/^(npm_|PLACET_|SANDBOX_|TEMPORAL_)/.test(name),
  );
  return Object.fromEntries(kept);
}

// `npm run dev`: the product with everything on watch. The console is served by `ng serve`, which passes the rest on to the API.
import { join } from 'node:path';
import { serveConsole } from './dev/console.mjs';
import { watchBuilds } from './dev/watched-builds.mjs';
import { watchWorkflows } from './dev/workflow-bundle.mjs';
import { portFrom } from './free-port.mjs';
import { Problem } from './problem.mjs';
import { banner } from './start/banner.mjs';
import { readDemo, seedDemo } from './start/demo.mjs';
import { openGround } from './start/ground.mjs';
import { parseOptions } from './start/options.mjs';
import { say } from './start/progress.mjs';
import { runFileOf } from './start/run-file.mjs';
import { runSession } from './start/session.mjs';
import { findTemporal } from './temporal-binary.mjs';
import { temporalNamespace } from './temporal-server.mjs';

const root = join(import.meta.dirname, '..');

/** @param {import('./start/session.mjs').Session} session @param {import('./start/options.mjs').StartOptions} options */
async function openAll(session, options) {
  const { folder, stack } = session;
  const { signal } = stack;
  /** @type {Map<string, { restart: () => Promise<void> }>} */
  const parts = new Map();
  const restart = (/** @type {string} */ name) => void parts.get(name)?.restart();
  const port = await portFrom(options.port || 4200);
  const found = findTemporal();
  const build = async () => {
    await watchBuilds(root, ['api', 'worker', 'sandbox'], { say, signal, onBuilt: restart });
    await watchWorkflows(root, { say, signal, onBuilt: () => restart('worker') });
    say('built; edits are built again');
  };
  const ground = await openGround(session, { port: undefined, baseUrl: `http://localhost:${port}`, found, meanwhile: build });
  const { ports, secrets, programs, temporalAddress } = ground;
  const serving = stack.add('console', () => serveConsole({ root, folder, port, apiPort: ports.console, signal }), { stopsFirst: true });
  parts.set('sandbox', await ground.open('sandbox', `mail inbox on http://localhost:${ports.sandbox}/inbox`));
  parts.set('api', await ground.open('api', `http://localhost:${ports.console}`));
  if (options.demo) await seedDemo(programs.seed, signal);
  parts.set('worker', await ground.open('worker', 'mails, reminders, deadlines'));
  await serving;

  const demo = options.demo ? readDemo(folder) : { workspaces: {} };
  const temporal = { address: temporalAddress, namespace: temporalNamespace, source: found?.source ?? 'none' };
  const run = runFileOf({ ports: { ...ports, console: port }, secrets, demo, temporal });
  process.stdout.write(`\n${banner(run, demo)}\n\n`);
  say('ready; edit anything. A changed migration needs a new start. Ctrl-C stops everything');
}

try {
  const options = parseOptions(['--data', '.placet/dev', ...process.argv.slice(2)]);
  await runSession(options, root, (session) => openAll(session, options));
  process.exit(0);
} catch (error) {
  process.stderr.write(`\n[placet] ${error instanceof Problem ? error.message : /** @type {Error} */ (error).stack}\n`);
  process.exit(1);
}

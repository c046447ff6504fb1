import { temporalNamespace } from '../temporal-server.mjs';
import { banner } from './banner.mjs';
import { buildIfStale } from './build.mjs';
import { readDemo, seedDemo } from './demo.mjs';
import { openGround } from './ground.mjs';
import { say } from './progress.mjs';
import { clearStaleRunFiles, removeRunFiles, runFileOf, runFiles, writeRunFiles } from './run-file.mjs';
import { runSession } from './session.mjs';

/**
 * Starts everything, prints where it is, and runs until a signal ends it.
 * @param {import('./options.mjs').StartOptions} options @param {string} root of the repository
 * @param {import('../temporal-binary.mjs').FoundTemporal} [found] none: starts degraded
 * @returns {Promise<void>} once all of it is down again
 */
export async function runProduct(options, root, found) {
  await runSession(
    options,
    root,
    (session) => startAll(options, session, found),
    ({ folder }) => removeRunFiles(runFiles(root, folder)),
  );
}

/**
 * @param {import('./options.mjs').StartOptions} options @param {import('./session.mjs').Session} session
 * @param {import('../temporal-binary.mjs').FoundTemporal} [found]
 */
async function startAll(options, session, found) {
  const { root, folder, stack } = session;
  const { signal } = stack;
  const files = runFiles(root, folder);
  clearStaleRunFiles(files, say);
  const ground = await openGround(session, { port: options.port, found, meanwhile: () => buildIfStale(root, { say, signal }) });
  const { ports, secrets, programs, temporalAddress } = ground;

  await ground.open('sandbox', `mail inbox and a directory on http://localhost:${ports.sandbox}/inbox`);
  await ground.open('api', `http://localhost:${ports.console}`);
  if (options.demo) {
    await seedDemo(programs.seed, signal);
    say('demo data');
  }
  await ground.open('worker', found ? 'mails, reminders, deadlines' : 'waits for a Temporal server');

  const demo = options.demo ? readDemo(folder) : { workspaces: {} };
  const temporal = { address: temporalAddress, namespace: temporalNamespace, source: found?.source ?? 'none' };
  const run = runFileOf({ ports, secrets, demo, temporal });
  writeRunFiles(files, run);
  process.stdout.write(`\n${banner(run, demo)}\n\n`);
  say('ready; Ctrl-C stops everything');
}

import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../problem.mjs';
import { startOnLeash } from '../leash.mjs';

const apps = ['api', 'worker', 'sandbox', 'console'];
const outcomes = ['api/main.js', 'api/seed.js', 'worker/main.js', 'worker/workflow-bundle.js', 'sandbox/main.js', 'console/index.html'];
const sources = [
  '{apps,libs,workflows}/**/*.{ts,mjs,json,html,scss,css,svg,mjml}',
  '*.json',
  'tools/rolldown.node.mjs',
  'apps/console/public/**/*',
];
const untold = ['**/node_modules/**', '**/*.spec.ts', '**/test/**', '**/histories/**'];

/**
 * Builds the apps into `dist/apps`, unless nothing has changed since the last time.
 * @param {string} root @param {{ say: (text: string) => void, signal: AbortSignal }} options @throws Problem with the builder's last words
 */
export async function buildIfStale(root, { say, signal }) {
  const stampFile = join(root, 'dist/.build-stamp');
  const stamp = stampOf(root);
  const isThere = outcomes.every((file) => existsSync(join(root, 'dist/apps', file)));
  if (isThere && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  say(isThere ? 'sources have changed: building' : 'building (about half a minute the first time)');
  await build(root, apps, signal);
  writeFileSync(stampFile, stamp);
  say('built');
}

/**
 * Builds these apps, whatever state they are in.
 * @param {string} root @param {string[]} names @param {AbortSignal} signal @throws Problem with the builder's last words
 */
export async function build(root, names, signal) {
  let words = '';
  const nx = ['node_modules/nx/dist/bin/nx.js', 'run-many', '-t', 'build', '-p', names.map((app) => `@placet/${app}`).join(',')];
  const builder = startOnLeash(process.execPath, nx, {
    cwd: root,
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
    onOutput: (text) => (words = (words + text).slice(-20_000)),
  });
  signal.addEventListener('abort', () => void builder.stop(1_000));
  const code = await builder.ended;
  signal.throwIfAborted();
  if (code !== 0) throw new Problem(`The build failed (exit code ${code}).`, words.trim().split('\n').slice(-40).join('\n'));
}

/** Names, sizes and times of the sources: enough to see an edit, and read in milliseconds. @param {string} root */
export function stampOf(root) {
  const hash = createHash('sha256');
  for (const path of globSync(sources, { cwd: root, exclude: untold }).toSorted()) {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

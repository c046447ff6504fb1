// `npm start`: plain Node >= 20 up to the bootstrap, then the Node that it brought.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bootstrap, nodeProblem } from './bootstrap.mjs';
import { findTemporal } from './temporal-binary.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const code = bootstrap();
if (code !== 0) process.exit(code);
if (nodeProblem(process.versions.node, false)) await goOnWithPinnedNode();
else await goOn();

async function goOn() {
  const { parseOptions, usage } = await import('./start/options.mjs');
  const { Problem } = await import('./problem.mjs');
  try {
    const options = parseOptions(process.argv.slice(2));
    if (options.help) return void process.stdout.write(`${usage}\n`);
    const { runProduct } = await import('./start/run.mjs');
    await runProduct(options, root, findTemporal());
    process.exit(0);
  } catch (error) {
    process.stderr.write(`\n[placet] ${error instanceof Problem ? error.message : /** @type {Error} */ (error).stack}\n`);
    process.exit(1);
  }
}

/** With `ignore-scripts=true`, or called by hand, this is the system's Node. */
function goOnWithPinnedNode() {
  const child = spawn(join(root, 'node_modules/.bin/node'), process.argv.slice(1), { stdio: 'inherit' });
  process.on('SIGINT', () => undefined); // the terminal tells both
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) =>
    child.on('exit', (code) => {
      process.exitCode = code ?? 1;
      resolve(undefined);
    }),
  );
}

import { watch } from 'node:fs';
import { join } from 'node:path';
import { startOnLeash } from '../leash.mjs';

/**
 * Makes the bundle of the workflows, and makes it again after an edit.
 * @param {string} root
 * @param {{ say: (text: string) => void, signal: AbortSignal, onBuilt: () => void }} options `onBuilt`: after the first time only
 */
export async function watchWorkflows(root, { say, signal, onBuilt }) {
  const bundle = async () => {
    let words = '';
    const bundler = startOnLeash(process.execPath, [join(root, 'apps/worker/bundle-workflows.mjs')], {
      onOutput: (text) => (words += text),
    });
    const isBuilt = (await bundler.ended) === 0;
    if (!isBuilt) say(`the workflows do not build:\n${words.trim()}`);
    return isBuilt;
  };
  await bundle();
  /** @type {NodeJS.Timeout | undefined} an editor writes a file in several steps */
  let soon;
  watch(join(root, 'workflows/src'), { recursive: true, signal }, (_event, name) => {
    if (!name?.endsWith('.ts') || name.endsWith('.spec.ts')) return;
    clearTimeout(soon);
    soon = setTimeout(() => void bundle().then((isBuilt) => isBuilt && onBuilt()), 150);
  });
}

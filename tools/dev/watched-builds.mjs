import { join } from 'node:path';
import { watch } from 'rolldown';

/**
 * Builds the apps that run on Node and builds each again after an edit.
 * @param {string} root @param {string[]} apps
 * @param {{ say: (text: string) => void, signal: AbortSignal, onBuilt: (app: string) => void }} options `onBuilt`: after the first time only
 * @returns {Promise<void>} once all of them are built
 */
export async function watchBuilds(root, apps, { say, signal, onBuilt }) {
  const settings = await Promise.all(apps.map((app) => settingOf(root, app)));
  const watcher = watch(settings);
  signal.addEventListener('abort', () => void watcher.close());
  let isFirst = true;
  await new Promise((resolve) => {
    watcher.on('event', async (event) => {
      if (event.code === 'ERROR') say(`does not build: ${event.error.message}`);
      if (event.code === 'BUNDLE_END' && !isFirst) {
        const app = apps.find((name) => event.output.some((path) => path.includes(join('dist/apps', name))));
        if (app) onBuilt(app);
      }
      if (event.code === 'BUNDLE_END' || event.code === 'ERROR') await event.result.close();
      if (event.code === 'END') {
        isFirst = false;
        resolve(undefined);
      }
    });
  });
}

/** @param {string} root @param {string} app */
async function settingOf(root, app) {
  const { default: setting } = await import(join(root, 'apps', app, 'rolldown.config.mjs'));
  return { ...setting, output: { ...setting.output, cleanDir: false } }; // the bundle of the workflows lies there too
}

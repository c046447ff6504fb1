import { say } from './progress.mjs';

/**
 * Stops the stack at the first signal (Ctrl-C, `kill`, a closed terminal); a second one kills it.
 * @param {ReturnType<typeof import('./stack.mjs').openStack>} stack @returns {Promise<void>} once all of it is down
 */
export function untilSignalled(stack) {
  return new Promise((resolve) => {
    let isStopping = false;
    async function onSignal() {
      if (isStopping) {
        stack.killAll();
        process.exit(1);
      }
      isStopping = true;
      say('stopping');
      await stack.stop();
      resolve();
    }
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => void onSignal());
  });
}

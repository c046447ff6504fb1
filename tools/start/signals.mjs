import { say } from './progress.mjs';

/** npm passes on a Ctrl-C that the terminal has told everybody already; that is not a second one. */
const echoMs = 1_000;

/**
 * Stops the stack at the first signal (Ctrl-C, `kill`, a closed terminal), or when the `npm` that it was started by is gone; a second
 * signal kills it.
 * @param {ReturnType<typeof import('./stack.mjs').openStack>} stack @returns {Promise<void>} once all of it is down
 */
export function untilSignalled(stack) {
  return new Promise((resolve) => {
    /** @type {number | undefined} */
    let stoppingSince;
    async function onSignal() {
      if (stoppingSince === undefined) {
        stoppingSince = Date.now();
        say('stopping');
        await stack.stop();
        resolve();
      } else if (Date.now() - stoppingSince > echoMs) {
        stack.killAll();
        process.exit(1);
      }
    }
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => void onSignal());
    const parent = process.ppid;
    const watch = setInterval(() => process.ppid !== parent && stoppingSince === undefined && void onSignal(), 1_000);
    if (!process.env['npm_lifecycle_event']) clearInterval(watch);
    watch.unref();
  });
}

import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {{ ended: Promise<number>, stop: (patienceMs?: number) => Promise<number>, kill: () => void }} Running */

/**
 * Starts a program and keeps it running: one that ends unexpectedly is started again with back-off, and said.
 *
 * @param {string} name
 * @param {() => Promise<Running>} start answers once the program is ready; must give up when the signal says so
 * @param {{ say: (text: string) => void, signal: AbortSignal, backOffMs?: number, longestMs?: number }} options after the signal nothing
 *   is started any more; the wait doubles from `backOffMs` to `longestMs`, and begins anew after a minute of life
 */
export async function keepRunning(name, start, { say, signal, backOffMs = 1_000, longestMs = 30_000 }) {
  let running = await start();
  let wait = backOffMs;
  let isRestarting = false;
  const watch = watchOver();

  async function watchOver() {
    while (!signal.aborted) {
      const since = Date.now();
      const code = await running.ended;
      if (signal.aborted) return;
      if (isRestarting || Date.now() - since > 60_000) wait = backOffMs;
      if (!isRestarting) say(`${name} ended unexpectedly (${describe(code)})`);
      if (!isRestarting || !(await comesUp())) await startWithBackOff();
    }
  }

  async function startWithBackOff() {
    do {
      say(`${name} starts again in ${wait / 1000} s`);
      await pause(wait, undefined, { signal }).catch(() => undefined);
      wait = Math.min(wait * 2, longestMs);
    } while (!signal.aborted && !(await comesUp()));
  }

  async function comesUp() {
    isRestarting = false;
    try {
      running = await start();
      say(`${name} is up again`);
      return true;
    } catch (error) {
      say(/** @type {Error} */ (error).message);
      return false;
    }
  }

  return {
    name,
    /** @param {number} patienceMs then it is killed */
    async stop(patienceMs) {
      await running.stop(patienceMs);
      await watch;
      await running.stop(patienceMs); // one that came up while the signal was on its way
    },
    /** Because there is something newer to run. */
    async restart() {
      isRestarting = true;
      await running.stop(3_000);
    },
    kill: () => running.kill(),
  };
}

/** @param {number} code */
const describe = (code) => (code > 128 ? `signal ${code - 128}` : `exit code ${code}`);

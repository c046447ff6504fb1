import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks a program that was started whether it is ready, until it is; ends it if it never comes to that.
 *
 * @param {{ ended: Promise<number>, stop: (patienceMs?: number) => Promise<number> }} program
 * @param {() => Promise<boolean>} isReady
 * @param {{ patienceMs?: number, signal?: AbortSignal }} [options] `signal` gives up early
 * @throws NotReady, with the exit code if it ended by itself
 */
export async function untilReady(program, isReady, { patienceMs = 30_000, signal } = {}) {
  /** @type {number | undefined} */
  let exitCode;
  void program.ended.then((code) => (exitCode = code));
  const deadline = Date.now() + patienceMs;
  while (!(await isReady())) {
    if (exitCode !== undefined) throw new NotReady(`ended at once (exit code ${exitCode})`, exitCode);
    if (Date.now() > deadline || signal?.aborted) {
      await program.stop(2_000);
      throw new NotReady(signal?.aborted ? 'was stopped before it was ready' : `did not answer in ${patienceMs / 1000} s`);
    }
    await pause(50);
  }
}

export class NotReady extends Error {
  /** @param {string} what @param {number} [exitCode] */
  constructor(what, exitCode) {
    super(what);
    this.exitCode = exitCode;
  }
}

/** @param {string} url @returns {Promise<boolean>} it answers with a 2xx within a second */
export const answers = (url) =>
  fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
    async (answer) => {
      await answer.body?.cancel();
      return answer.ok;
    },
    () => false,
  );

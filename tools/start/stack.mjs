import { keepRunning } from './supervisor.mjs';

/**
 * What runs, and the order in which it stops: first what people talk to, so that it can finish its work, then what that work needs.
 * @param {(text: string) => void} say
 */
export function openStack(say) {
  const stopping = new AbortController();
  /** @type {Set<Promise<unknown>>} */
  const starting = new Set();
  /** @type {{ stopsFirst: boolean, part: Awaited<ReturnType<typeof keepRunning>> }[]} */
  const parts = [];
  /** @type {Promise<void> | undefined} */
  let stopped;

  /** @param {string} name @param {() => Promise<import('./supervisor.mjs').Running>} start @param {{ stopsFirst: boolean }} order */
  async function add(name, start, { stopsFirst }) {
    stopping.signal.throwIfAborted();
    const attempt = keepRunning(name, start, { say, signal: stopping.signal });
    starting.add(attempt);
    try {
      const part = await attempt;
      parts.push({ stopsFirst, part });
      return part;
    } finally {
      starting.delete(attempt);
    }
  }

  async function stopInOrder() {
    stopping.abort(new Error('stopping'));
    await Promise.allSettled(starting);
    for (const [stopsFirst, patienceMs] of /** @type {const} */ ([
      [true, 5_500],
      [false, 2_500],
    ])) {
      await Promise.all(parts.filter((entry) => entry.stopsFirst === stopsFirst).map(({ part }) => part.stop(patienceMs)));
    }
  }

  return {
    signal: stopping.signal,
    add,
    /** Everything down within 8 s; what does not want to is killed. */
    stop: () => (stopped ??= stopInOrder()),
    killAll() {
      for (const { part } of parts) part.kill();
    },
  };
}

import { freePort, isFree, portFrom } from '../free-port.mjs';
import { Problem } from '../problem.mjs';

/** @typedef {{ console: number, sandbox: number, smtp: number, temporal: number, metrics: number, workerMetrics: number, postgres: number }} Ports */

/**
 * The usual ports, or the next free ones; only a port that was asked for must be that one.
 * @param {number | undefined} asked 0: any free one @returns {Promise<Ports>} all different
 * @throws Problem if the port asked for is taken
 */
export async function choosePorts(asked) {
  if (asked && !(await isFree(asked))) {
    throw new Problem(
      `Port ${asked} is taken by another program.`,
      `End that program (\`lsof -i :${asked}\` names it), or take another port: npm start -- --port ${asked + 1}, or --port 0 for any free one.`,
    );
  }
  /** @type {Set<number>} */
  const taken = new Set();
  const take = async (/** @type {(from: number) => Promise<number>} */ find, from = 0) => {
    let port = await find(from);
    while (taken.has(port)) port = await find(port + 1);
    taken.add(port);
    return port;
  };
  return {
    console: await take(asked === undefined ? portFrom : asked === 0 ? freePort : async () => asked, 3000),
    sandbox: await take(portFrom, 3001),
    temporal: await take(portFrom, 7233),
    metrics: await take(portFrom, 9464),
    workerMetrics: await take(portFrom, 9465),
    smtp: await take(freePort),
    postgres: await take(freePort),
  };
}

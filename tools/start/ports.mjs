import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, isFree, portFrom } from '../free-port.mjs';
import { Problem } from '../problem.mjs';
import { isStartAlive } from './data-folder.mjs';

/** @typedef {{ console: number, sandbox: number, smtp: number, temporal: number, metrics: number, workerMetrics: number, postgres: number }} Ports */

/**
 * The usual ports, or the next free ones; only a port that was asked for must be that one.
 * @param {number | undefined} asked 0: any free one @returns {Promise<Ports>} all different
 * @throws Problem if the port asked for is taken
 */
export async function choosePorts(asked) {
  if (asked && !((await isFree(asked)) && claim(asked))) {
    throw new Problem(
      `Port ${asked} is taken by another program.`,
      `End that program (\`lsof -i :${asked}\` names it), or take another port: npm start -- --port ${asked + 1}, or --port 0 for any free one.`,
    );
  }
  const take = async (/** @type {(from: number) => Promise<number>} */ find, from = 0) => {
    let port = await find(from);
    while (!claim(port)) port = await find(port + 1);
    return port;
  };
  return {
    console: asked || (await take(asked === 0 ? freePort : portFrom, 3000)),
    sandbox: await take(portFrom, 3001),
    temporal: await take(portFrom, 7233),
    metrics: await take(portFrom, 9464),
    workerMetrics: await take(portFrom, 9465),
    smtp: await take(freePort),
    postgres: await take(freePort),
  };
}

/**
 * A port is free until its program listens; two starts at the same moment would both take it. So each leaves a note meanwhile.
 * @param {number} port @returns {boolean} it is this start's own now
 */
function claim(port) {
  const note = join(tmpdir(), `placet-port-${port}`);
  try {
    writeFileSync(note, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') return true; // no notes here: then as it was found
    if (isStartAlive(holderOf(note))) return false;
    rmSync(note, { force: true });
    return claim(port);
  }
  notes.add(note);
  return true;
}

/** @type {Set<string>} */
const notes = new Set();

/** Takes the notes back: once the programs listen, nobody needs them. */
export function releasePorts() {
  for (const note of notes) rmSync(note, { force: true });
  notes.clear();
}

/** @param {string} note */
function holderOf(note) {
  try {
    return Number(readFileSync(note, 'utf8'));
  } catch {
    return 0;
  }
}

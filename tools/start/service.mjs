import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { startOnLeash } from '../leash.mjs';
import { NotReady, untilReady } from '../readiness.mjs';
import { diskProblem, Problem } from '../problem.mjs';

/**
 * Starts one of the product's programs and answers once it is ready; what it says goes to `<data>/logs/<name>.log`.
 *
 * @param {{ name: string, command: string, args: string[], env: NodeJS.ProcessEnv, folder: string, isReady: () => Promise<boolean>,
 *   patienceMs?: number, signal?: AbortSignal }} service `folder` is the data folder
 * @throws Problem with the last lines of its log
 */
export async function startService({ name, command, args, env, folder, isReady, patienceMs = 60_000, signal }) {
  const log = logOf(folder, name);
  const from = sizeOf(log);
  const output = openSync(log, 'a', 0o600);
  const program = startOnLeash(command, args, { env, output });
  closeSync(output);
  try {
    await untilReady(program, isReady, { patienceMs, signal });
  } catch (error) {
    if (!(error instanceof NotReady)) throw error;
    throw (
      diskProblem({ message: lastWords(log, from) }, folder, error.exitCode) ??
      new Problem(`${name} ${error.message}.`, `Its last words (all of them in ${log}):\n${lastWords(log, from)}`, error)
    );
  }
  return program;
}

/** @param {string} folder @param {string} name */
export const logOf = (folder, name) => join(folder, 'logs', `${name}.log`);

/** The log of the start before is kept as `<name>.log.1`, older ones are not. @param {string} folder @param {string[]} names */
export function turnLogs(folder, names) {
  for (const log of names.map((name) => logOf(folder, name)))
    if (sizeOf(log) > 0) renameSync(log, join(folder, 'logs', `${basename(log)}.1`));
}

/** @param {string} path @param {number} [from] bytes to leave out */
export function lastWords(path, from = 0) {
  const lines = readFileSync(path).subarray(from).toString('utf8').trimEnd().split('\n');
  const short = lines.slice(-25).map((line) => (line.length > 400 ? `${line.slice(0, 400)} …` : line));
  return short.join('\n') || '(nothing)';
}

/** In bytes; 0 where there is none. @param {string} path */
export function sizeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

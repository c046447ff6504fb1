import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startOnLeash } from '../leash.mjs';
import { closeSync, openSync } from 'node:fs';
import { diskProblem, Problem } from '../problem.mjs';
import { lastWords, logOf } from './service.mjs';

/**
 * What the seeder writes to `<data>/demo.json`: the accounts that have a password, and the directory's token.
 * @typedef {{ username: string, password: string, note?: string }} DemoAccount
 * @typedef {{ id: string, owner: DemoAccount, accounts?: DemoAccount[], scim?: { token: string } }} DemoWorkspace
 * @typedef {{ workspaces: Record<string, DemoWorkspace> }} Demo
 */

/** @param {{ name: string, command: string, args: string[], env: NodeJS.ProcessEnv, folder: string }} seeder @param {AbortSignal} signal @throws Problem */
export async function seedDemo({ name, command, args, env, folder }, signal) {
  const log = logOf(folder, name);
  const output = openSync(log, 'a', 0o600);
  const seeder = startOnLeash(command, args, { env, output });
  closeSync(output);
  signal.addEventListener('abort', () => void seeder.stop(1_000));
  const code = await seeder.ended;
  signal.throwIfAborted();
  if (code === 0) return;
  throw (
    diskProblem({ message: lastWords(log) }, folder, code) ??
    new Problem(
      `The demo data could not be made (exit code ${code}).`,
      `The seeder's last words (all of them in ${log}):\n${lastWords(log)}`,
    )
  );
}

/** @param {string} folder the data folder @returns {Demo} no workspaces where no demo was made */
export function readDemo(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8'));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return { workspaces: {} };
    throw new Problem(`${join(folder, 'demo.json')} is damaged.`, 'Begin with empty data: npm start -- --fresh.', error);
  }
}

import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isStartAlive } from './data-folder.mjs';

/**
 * What scripts read instead of the terminal (mode 600).
 * @typedef {{ id: string, owner: { username: string, password: string }, scim?: { token: string } }} RunWorkspace
 * @typedef {{ ready: true, pid: number, console: string, api: string, operator: { url: string, token: string }, scim: string, inbox: string, directory: string,
 *   temporal: { address: string, namespace: string, source: string }, workspaces: Record<string, RunWorkspace> }} RunFile
 */

/** Lies in the data folder; the copy at `.placet/run.json` is the last started one's. @param {string} root @param {string} folder */
export const runFiles = (root, folder) => [join(folder, 'run.json'), join(root, '.placet/run.json')];

/** @param {string[]} files @param {RunFile} content */
export function writeRunFiles(files, content) {
  for (const file of files) {
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, file); // a reader sees the old one or the new one, never half of it
  }
}

/** Removes those of this process; another start's copy stays. @param {string[]} files */
export function removeRunFiles(files) {
  for (const file of files) if (pidIn(file) === process.pid) rmSync(file, { force: true });
}

/**
 * What an earlier start left behind goes away before programs take it for true.
 * @param {string[]} files @param {(text: string) => void} say
 */
export function clearStaleRunFiles(files, say) {
  for (const file of files) {
    const pid = pidIn(file);
    if (pid === undefined || (typeof pid === 'number' && isStartAlive(pid))) continue;
    rmSync(file, { force: true });
    say(
      pid === 'corrupt'
        ? `${file} was corrupt: ignored, and written anew once all is ready`
        : `${file} was left by process ${pid}, which is gone: removed`,
    );
  }
}

/** @param {string} file @returns {number | 'corrupt' | undefined} nothing where there is no such file */
function pidIn(file) {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  try {
    const { pid } = JSON.parse(text);
    return Number.isInteger(pid) ? pid : 'corrupt';
  } catch {
    return 'corrupt';
  }
}

/**
 * @param {{ ports: import('./ports.mjs').Ports, secrets: import('./secrets.mjs').Secrets, demo: import('./demo.mjs').Demo,
 *   temporal: RunFile['temporal'] }} facts
 * @returns {RunFile} of this process
 */
export function runFileOf({ ports, secrets, demo, temporal }) {
  const home = `http://localhost:${ports.console}`;
  const workspaces = Object.entries(demo.workspaces).map(
    ([
      slug,
      {
        id,
        owner: { username, password },
        scim,
      },
    ]) => [slug, { id, owner: { username, password }, ...(scim && { scim }) }],
  );
  return {
    ready: true,
    pid: process.pid,
    console: home,
    api: `${home}/api/v1`,
    operator: { url: `${home}/operator/v1`, token: secrets.operatorToken },
    scim: `${home}/scim/v2`,
    inbox: `http://localhost:${ports.sandbox}/inbox`,
    directory: `http://localhost:${ports.sandbox}/directory`,
    temporal,
    workspaces: Object.fromEntries(workspaces),
  };
}

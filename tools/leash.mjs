import { spawn } from 'node:child_process';

/** Runs the command, and ends it with the given signal as soon as the other end of standard input is gone: closed on purpose, or its owner killed. */
const leash = [
  'signal=$1; shift; exec 3<&0',
  '"$@" </dev/null 3<&- & child=$!',
  '(read -r _ <&3; kill -s "$signal" "$child") >/dev/null 2>&1 & watch=$!',
  'exec 3<&-; wait "$child"; code=$?; kill "$watch" 2>/dev/null; exit "$code"',
].join('\n');

/**
 * Starts a program that can't outlive this process, however this process ends (also by `kill -9`).
 * It stands in a process group of its own, so Ctrl-C in the terminal reaches the owner only, who stops things in order.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, uid?: number, gid?: number, signal?: 'TERM' | 'INT', onOutput?: (text: string) => void, output?: number }} [options]
 *   `signal` is the program's own polite stop; `output` is an open file descriptor for its log, `onOutput` hears the text instead
 */
export function startOnLeash(command, args, { env, cwd, uid, gid, signal = 'TERM', onOutput, output } = {}) {
  const out = output ?? 'pipe';
  const child = spawn('/bin/sh', ['-c', leash, 'leash', signal, command, ...args], {
    env,
    cwd,
    uid,
    gid,
    detached: true,
    stdio: ['pipe', out, out],
  });
  child.stdin?.on('error', () => undefined); // it died first: `ended` says so
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => onOutput?.(text));
  /** @type {Promise<number>} the exit code; 128 and more: ended by a signal; 127: no such program */
  const ended = new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 137));
  });
  let isOver = false;
  void ended.then(() => (isOver = true));

  /** Lets go of the leash, and kills what is still there after `patienceMs`. @returns the exit code */
  async function stop(patienceMs = 8_000) {
    if (isOver) return ended;
    child.stdin?.destroy();
    const timer = setTimeout(() => kill(), patienceMs);
    const code = await ended;
    clearTimeout(timer);
    return code;
  }
  function kill() {
    if (isOver || !child.pid) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // gone in between
    }
  }
  return { ended, stop, kill };
}

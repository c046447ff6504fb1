import { spawn } from 'node:child_process';

/** Runs a program for a spec, listens to both of its outputs, and waits for words instead of time. */
export function beginProgram(command: string, args: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const { TEST_DATABASE_URL: _, LONG: __, ...env } = process.env;
  const child = spawn(command, args, { env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      for (const listen of listeners) listen();
    });
  }
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 137)));
  return {
    pid: child.pid ?? 0,
    /** The exit code; 137 where a signal ended it. */
    ended,
    text: () => text,
    signal: (signal: NodeJS.Signals) => child.kill(signal),
    /** Resolves once it has said that; fails if it ends without. */
    says: (words: RegExp) =>
      new Promise<void>((resolve, reject) => {
        const listen = () => {
          if (!words.test(text)) return;
          listeners.delete(listen);
          resolve();
        };
        listeners.add(listen);
        listen();
        void ended.then(() => reject(new Error(`it ended and never said ${words}:\n${text}`)));
      }),
  };
}

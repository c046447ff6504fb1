import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stampOf } from './build.mjs';

const tools = join(import.meta.dirname, '..');

/** Answers like the real one, says its process number, and ends when told. */
const standIn = (port: string, ready: string) => `
import { createServer } from 'node:http';
import { appendFileSync } from 'node:fs';
createServer((request, response) => response.writeHead(request.url === '${ready}' ? 200 : 404).end()).listen(${port}, '127.0.0.1');
appendFileSync(process.argv[1] + '.pids', process.pid + '\\n');
process.on('SIGTERM', () => process.exit(143));
`;
const seeder = `
import { writeFileSync } from 'node:fs';
const acme = { id: '0198', owner: { username: 'owner@acme.test', password: 'pass' }, accounts: [{ username: 'lina', password: 'PIN 1', note: 'must change' }], scim: { token: 'plc_scim' } };
writeFileSync(process.env.PLACET_DEMO_FILE, JSON.stringify({ workspaces: { acme } }));
`;

/** A checkout on paper: the real start with the real database, and stand-ins where the built apps would be. */
export function openRehearsal() {
  const root = mkdtempSync(join(tmpdir(), 'placet-start-'));
  chmodSync(root, 0o711); // PostgreSQL may run as another user
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('dist/package.json', '{"type":"module"}');
  write('dist/apps/api/main.js', standIn('process.env.PLACET_PORT', '/health/live'));
  write('dist/apps/api/seed.js', seeder);
  write('dist/apps/worker/main.js', standIn('process.env.PLACET_METRICS_PORT', '/health/live'));
  write('dist/apps/worker/workflow-bundle.js', '');
  write('dist/apps/sandbox/main.js', standIn('process.env.SANDBOX_PORT', '/health'));
  write('dist/apps/console/index.html', '');
  write('dist/.build-stamp', stampOf(root));
  write('start.mjs', entry(root));
  const data = join(root, 'data');
  const begun: ReturnType<typeof begin>[] = [];
  const note = (one: ReturnType<typeof begin>) => {
    begun.push(one);
    return one;
  };
  return {
    root,
    data,
    write,
    read: (path: string) => readFileSync(join(root, path), 'utf8'),
    start: (...args: string[]) => note(begin(process.execPath, [join(root, 'start.mjs'), '--data', data, '--port', '0', ...args])),
    /** As a shell with a file-size limit would, in blocks of 1024 bytes. */
    startLimited: (blocks: number) =>
      note(
        begin('/bin/bash', [
          '-c',
          `ulimit -f ${blocks}; exec "$@"`,
          'limited',
          process.execPath,
          join(root, 'start.mjs'),
          '--data',
          data,
          '--port',
          '0',
        ]),
      ),
    /** Also ends what a failed spec left running. */
    async close() {
      for (const one of begun) one.signal('SIGKILL');
      await Promise.all(begun.map(({ ended }) => ended));
      rmSync(root, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

const entry = (root: string) => `
import { parseOptions } from '${tools}/start/options.mjs';
import { runProduct } from '${tools}/start/run.mjs';
try { await runProduct(parseOptions(process.argv.slice(2)), '${root}'); process.exit(0); }
catch (error) { console.error(error.message); process.exit(1); }
`;

function begin(program: string, args: string[]) {
  const { TEST_DATABASE_URL: _, ...env } = process.env;
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      for (const listen of listeners) listen();
    });
  }
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 137)));
  return {
    pid: child.pid ?? 0,
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

import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beginProgram } from '../testing/program.ts';
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
  const begun: ReturnType<typeof beginProgram>[] = [];
  return {
    root,
    data,
    write,
    read: (path: string) => readFileSync(join(root, path), 'utf8'),
    /** @param limits `fileBlocks`: as `ulimit -f` sets it, 1024 bytes each; `withoutTemporal`: as if no program were found */
    start(args = ['--port', '0'], { fileBlocks, withoutTemporal }: { fileBlocks?: number; withoutTemporal?: boolean } = {}) {
      const limit = fileBlocks ? `ulimit -f ${fileBlocks}; ` : '';
      const node = [process.execPath, join(root, 'start.mjs'), '--data', data, ...args];
      const program = beginProgram(
        '/bin/bash',
        ['-c', `${limit}exec "$@"`, 'start', ...node],
        withoutTemporal ? { WITHOUT_TEMPORAL: '1' } : {},
      );
      begun.push(program);
      return program;
    },
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
import { findTemporal } from '${tools}/temporal-binary.mjs';
const found = process.env.WITHOUT_TEMPORAL ? undefined : findTemporal();
try { await runProduct(parseOptions(process.argv.slice(2)), '${root}', found); process.exit(0); }
catch (error) { console.error(error.message); process.exit(1); }
`;

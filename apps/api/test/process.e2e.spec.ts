import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createDatabase, type TestDatabase } from '../../../tools/testing/database.ts';
import { beginProgram } from '../../../tools/testing/program.ts';

const root = join(import.meta.dirname, '../../..');
const dir = join(root, 'dist/specs/api');

/** The processor's time that a process took so far; 0 where the system doesn't tell. */
function cpuMs(pid: number): number {
  try {
    const [, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[10]) + Number(fields[11])) * 10;
  } catch {
    return 0;
  }
}

describe('the process', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    execFileSync(process.execPath, [join(root, 'node_modules/rolldown/bin/cli.mjs'), '-c', 'rolldown.config.mjs', '-d', dir], {
      cwd: join(root, 'apps/api'),
      stdio: 'pipe',
    });
    database = await createDatabase();
  });

  const begun: ReturnType<typeof beginProgram>[] = [];
  afterEach(() => begun.splice(0).forEach((program) => program.signal('SIGKILL')));
  const begin = (environment: Record<string, string> = {}) => {
    const program = beginProgram(process.execPath, [join(dir, 'main.js')], {
      PLACET_MODE: 'test',
      PLACET_DATABASE_URL: database.app,
      PLACET_SECRET: 'x'.repeat(32),
      PLACET_PORT: '0',
      PLACET_METRICS_PORT: '0',
      ...environment,
    });
    begun.push(program);
    return program;
  };

  const listening = async (program: ReturnType<typeof begin>) => {
    await program.says(/"msg":"listening"/);
    return Number(/"url":"http:\/\/127\.0\.0\.1:(\d+)"/.exec(program.text())?.[1]);
  };

  it('answers soon after its start; a signal lets it answer what was asked, and end', async () => {
    const began = performance.now();
    const program = begin();
    const socket = connect(await listening(program), '127.0.0.1');
    const workMs = cpuMs(program.pid);
    process.stdout.write(`the API started in ${Math.round(performance.now() - began)} ms, ${workMs} ms of them work\n`);
    expect(workMs).toBeLessThan(3000); // not the time that went by: neighbours of the machine take from that
    socket.write('GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [first] = (await once(socket, 'data')) as [Buffer];
    expect(first.toString()).toMatch(/^HTTP\/1.1 200 /);
    program.signal('SIGTERM');
    expect(await program.ended).toBe(143);
  });

  it('is gone within seconds of the signal, whoever still holds a request open', async () => {
    const program = begin();
    const port = await listening(program);
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    socket.write('POST /api/v1/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{');
    await fetch(`http://127.0.0.1:${port}/health/live`);
    const began = performance.now();
    program.signal('SIGTERM');
    expect(await program.ended).toBe(143);
    expect(performance.now() - began).toBeLessThan(8000);
  });

  const refusals: [string, () => Record<string, string>, RegExp, RegExp][] = [
    ['names a wrong setting, not its value', () => ({ PLACET_SECRET: 'too-short-to-tell' }), /^PLACET_SECRET: /, /too-short/],
    [
      'does not run as a role that nothing holds back',
      () => ({ PLACET_DATABASE_URL: database.superuser }),
      /is a superuser/,
      /postgres:\/\//,
    ],
    [
      'says that it finds no database',
      () => ({ PLACET_DATABASE_URL: 'postgres://placet_app:hidden@127.0.0.1:1/none' }),
      /ECONNREFUSED/,
      /hidden/,
    ],
  ];
  it.each(refusals)('%s', async (_name, environment, says, keeps) => {
    const program = begin(environment());
    expect(await program.ended).toBe(2);
    expect(program.text()).toMatch(says);
    expect(program.text()).not.toMatch(keeps);
  });
});

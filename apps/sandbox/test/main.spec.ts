import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const program = join(import.meta.dirname, '../src/main.ts');
const start = (environment: Record<string, string>) =>
  spawn(process.execPath, [program], { env: { SANDBOX_PORT: '0', SANDBOX_SMTP_PORT: '0', ...environment } });

describe('the program', () => {
  it('does not start in production, and says why', async () => {
    const child = start({ PLACET_MODE: 'production' });
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number]>]);
    expect([code, said]).toEqual([1, expect.stringContaining('PLACET_MODE: the sandbox')]);
  });

  it('says where it listens, and ends on SIGTERM', async () => {
    const child = start({});
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const [, url] = /^Mail inbox (\S+), SMTP 127\.0\.0\.1:\d+\n$/.exec(line.toString()) ?? [];
    expect((await fetch(url ?? '')).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

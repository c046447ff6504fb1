import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { openRehearsal } from './rehearsal.ts';

const place = openRehearsal();
afterAll(() => place.close());

/** Programs that mention the rehearsal's folder in their command line. */
const processesLeft = () =>
  execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(place.root));

/** What was let go of ends by itself, in its own time. */
async function untilNobodyIsLeft() {
  await until(() => processesLeft().length === 0, 8_000);
  return processesLeft();
}

const saidByTemporal = () => (existsSync(join(place.data, 'logs/temporal.log')) ? place.read('data/logs/temporal.log') : '');

async function until(isSo: () => boolean, patienceMs = 30_000) {
  for (const deadline = Date.now() + patienceMs; !isSo() && Date.now() < deadline;) await pause(50);
}

describe('a start of the whole product', () => {
  it('writes the run file, brings back what dies, refuses a second start on its data, and leaves nothing behind', async () => {
    const first = place.start();
    await first.says(/ready; Ctrl-C/);

    expect(statSync(join(place.data, 'run.json')).mode & 0o777).toBe(0o600);
    const run = JSON.parse(place.read('data/run.json'));
    expect(run).toMatchObject({
      ready: true,
      pid: first.pid,
      console: expect.stringMatching(/^http:\/\/localhost:\d+$/),
      operator: { url: `${run.console}/operator/v1`, token: expect.stringMatching(/^.{32,}$/) },
      temporal: { namespace: 'placet' },
      workspaces: { acme: { id: '0198', owner: { username: 'owner@acme.test', password: 'pass' }, scim: { token: 'plc_scim' } } },
    });
    expect(place.read('.placet/run.json')).toBe(place.read('data/run.json'));
    expect(first.text()).toContain('lina');
    expect((await fetch(`${run.console}/health/live`)).ok).toBe(true);

    process.kill(Number(place.read('dist/apps/api/main.js.pids').trim()), 'SIGKILL');
    await first.says(/api ended unexpectedly \(signal 9\)[^]*api is up again/);
    expect((await fetch(`${run.console}/health/live`)).ok).toBe(true);

    const second = place.start();
    expect(await second.ended).toBe(1);
    expect(second.text()).toMatch(/Another start \(process \d+\) runs on the data in .*\nStop it/);

    const began = Date.now();
    first.signal('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(processesLeft()).toEqual([]);
    expect(existsSync(join(place.data, 'run.json'))).toBe(false);
    expect(existsSync(join(place.root, '.placet/run.json'))).toBe(false);
  }, 60_000);

  it('keeps its secrets over a restart, replaces a corrupt run file, lets go of everything when it is killed, and waits for what has not yet let go', async () => {
    const { operatorToken } = JSON.parse(place.read('data/secrets.json'));
    place.write('data/run.json', '{ "pid": 4');
    const killed = place.start();
    await killed.says(/run\.json was corrupt: ignored[^]*ready; Ctrl-C/);
    expect(JSON.parse(place.read('data/run.json')).operator.token).toBe(operatorToken);
    killed.signal('SIGKILL');
    await killed.ended;

    const held = new DatabaseSync(join(place.data, 'temporal.db'), { timeout: 10_000 });
    held.exec('BEGIN EXCLUSIVE'); // as Temporal's server holds it, which has a breath more than its owner
    const next = place.start();
    await until(() => saidByTemporal().includes('SQLITE_BUSY'));
    held.close();
    await next.says(/run\.json was left by process \d+, which is gone: removed[^]*ready; Ctrl-C/);
    next.signal('SIGINT');
    expect(await next.ended).toBe(0);
    expect(await untilNobodyIsLeft()).toEqual([]);
  }, 60_000);
});

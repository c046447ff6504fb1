import { setTimeout as pause } from 'node:timers/promises';
import { judge, look, noFaults, twiceMailed, type Sight } from './fault-checker.ts';
import { FaultGround } from './fault-ground.ts';
import { FaultOffice, type Operation } from './fault-office.ts';
import { plantFaults } from './fault-planted.ts';

const outageMs = 60_000;
const clients = 12;

describe('suite #3, history under faults', () => {
  let ground: FaultGround;
  const total = { faults: 0, acknowledged: 0, lost: 0, duplicated: 0, reconciled: 0, unknown: 0 };
  beforeAll(async () => {
    ground = await FaultGround.open();
  }, 300_000);
  afterAll(async () => {
    await ground?.close();
    process.stdout.write(`all in all: ${counted(total)}\n`);
  });

  const counted = ({ faults, acknowledged, lost, duplicated, reconciled, unknown }: typeof total) =>
    `faults injected ${faults}, acknowledged operations ${acknowledged}, lost ${lost}, duplicated ${duplicated}, ` +
    `unknown outcomes reconciled ${reconciled} of ${unknown}`;

  /** Looks again until it is so. @throws with what is there where the deadline passes */
  async function until<T>(see: () => Promise<T>, isSo: (seen: T) => boolean, patienceMs: number): Promise<T> {
    for (const deadline = Date.now() + patienceMs; ; await pause(100)) {
      expect(ground.died).toEqual([]);
      const seen = await see();
      if (isSo(seen)) return seen;
      if (Date.now() > deadline) throw new Error(`it never came to that: ${JSON.stringify(seen).slice(0, 400)}`);
    }
  }

  /** Several clients work through the list, each one thing at a time. */
  async function inTurns(count: number, act: (n: number) => Promise<Operation>, told?: () => void): Promise<Operation[]> {
    const operations: Operation[] = [];
    let next = 0;
    const client = async () => {
      while (next < count) {
        operations.push(await act(next++));
        told?.();
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
    return operations;
  }

  /** Everybody has his mail, each mail is recorded as sent, and the outbox is empty. */
  async function untilMailed(office: FaultOffice, people: number, patienceMs: number): Promise<void> {
    const receivers = async () => new Set((await office.mails()).map(({ to }) => to)).size;
    await until(receivers, (count) => count >= people, patienceMs);
    const states = async () =>
      (await office.all<{ mailState: string; sendsMail: boolean }>('/invitations')).filter(({ sendsMail }) => sendsMail);
    await until(states, (all) => all.filter(({ mailState }) => mailState === 'sent').length === people, patienceMs);
    await untilQuiet(office);
  }

  /** Nothing is on its way any more, and all that happened is sealed into an unbroken chain. */
  async function untilQuiet(office: FaultOffice): Promise<void> {
    const health = () => office.read('/health/ready') as Promise<{ status: string; outboxAgeSeconds?: number }>;
    await until(health, ({ status, outboxAgeSeconds }) => status === 'ready' && !outboxAgeSeconds, 90_000);
    const chain = () =>
      office.read(`/operator/v1/workspaces/${office.workspaceId}/audit/verification`) as Promise<{
        entries: number;
        sealed: number;
        intact: boolean;
      }>;
    await until(chain, ({ entries, sealed, intact }) => intact && sealed === entries, 60_000);
  }

  /** Judges, prints the counted line, and holds it against nothing wrong. */
  function report(what: string, faults: number, began: number, operations: readonly Operation[], sight: Sight, more = ''): void {
    const found = judge(operations, sight, more.includes('mails'));
    const unknown = operations.filter(({ wasUnknown }) => wasUnknown);
    const seen = {
      faults,
      acknowledged: operations.filter(({ status }) => status >= 200 && status < 300).length,
      lost: found.lost,
      duplicated: found.duplicated,
      reconciled: unknown.filter(({ status }) => status > 0).length,
      unknown: unknown.length,
    };
    for (const name of Object.keys(seen) as (keyof typeof seen)[]) total[name] += seen[name];
    process.stdout.write(`${what}: ${counted(seen)}${more}, ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
    expect(found).toEqual(noFaults);
    expect(ground.died).toEqual([]);
    expect(seen.acknowledged).toBe(operations.length);
    expect(faults).toBeGreaterThan(0);
  }

  it('catches each planted fault, in what a quiet run shows', async () => {
    const office = await FaultOffice.open(ground, 'planted', 20);
    const operations = await inTurns(4, () => office.add(true));
    await untilMailed(office, 4, 60_000);
    operations.push(await office.deactivate(operations[3]!));
    await untilQuiet(office);
    const sight = await look(office);
    expect(judge(operations, sight, true)).toEqual(noFaults);
    const { planted, missed } = plantFaults({ operations, sight });
    process.stdout.write(`planted faults caught ${planted.length - missed.length} of ${planted.length}\n`);
    expect(missed).toEqual([]);
  }, 180_000);

  it('Temporal is away for a minute while 50 people are invited: all get their mail once it is back, none twice', async () => {
    const began = performance.now();
    const office = await FaultOffice.open(ground, 'outage', 60);
    await ground.temporal.kill();
    const away = performance.now();
    const operations = await Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        await pause((n * outageMs) / 50); // people come all the time
        return office.add(true);
      }),
    );
    expect(await office.mails()).toEqual([]);
    expect(await office.read('/health/ready')).toMatchObject({ status: 'degraded', temporal: 'down' });
    await pause(Math.max(0, away + outageMs - performance.now()));
    await ground.temporal.start();
    const back = Date.now();
    await untilMailed(office, 50, 120_000);
    const sight = await look(office);
    const last = Math.max(...sight.mails.map(({ receivedAt }) => Date.parse(receivedAt)));
    const after = `${((last - back) / 1000).toFixed(0)} s after it was back`;
    expect(twiceMailed(sight.mails)).toEqual({ atEdge: 0, doubled: 0 });
    expect(await Promise.all(sight.mails.map((mail) => office.opens(mail)))).toEqual(sight.mails.map(() => true));
    report('Temporal killed for 60 s', 1, began, operations, sight, `, mails ${sight.mails.length} for 50 people, the last ${after}`);
  }, 300_000);

  it('the worker is killed in the middle of 50 mails: all are delivered, twice only at the one documented edge', async () => {
    const began = performance.now();
    const office = await FaultOffice.open(ground, 'delivery', 60);
    const inviting = inTurns(50, () => office.add(true));
    let kills = 0;
    for (const delivered of [5, 20, 35]) {
      await until(
        async () => (await office.mails()).length,
        (count) => count >= delivered,
        120_000,
      );
      await ground.worker.kill();
      kills++;
      await ground.worker.start();
    }
    const operations = await inviting;
    await untilMailed(office, 50, 240_000);
    const sight = await look(office);
    const { atEdge } = twiceMailed(sight.mails);
    expect(await Promise.all(sight.mails.map((mail) => office.opens(mail)))).toEqual(sight.mails.map(() => true));
    report(
      'worker killed -9',
      kills,
      began,
      operations,
      sight,
      `, mails ${sight.mails.length} for 50 people, ${atEdge} at the documented edge`,
    );
  }, 400_000);

  it('the API is killed right after commits: what was acknowledged is kept, and a key settles what nobody knew', async () => {
    const began = performance.now();
    const office = await FaultOffice.open(ground, 'commits', 300);
    let commits = 0;
    let kills = 0;
    let restarting: Promise<void> | undefined;
    const killAndStart = async () => {
      kills++;
      await ground.api.kill();
      await ground.api.start();
      restarting = undefined;
    };
    const silence = await ground.onMemberAdded(() => {
      if (++commits % 20 === 0 && !restarting) restarting = killAndStart();
    });
    const operations = await inTurns(160, () => office.add(false));
    await restarting;
    await silence();
    await untilQuiet(office);
    const replayed = operations.filter(({ wasReplayed }) => wasReplayed).length;
    expect(replayed).toBeGreaterThan(0); // else no kill fell between commit and answer
    expect(office.wrongAnswers).toEqual([]);
    report('API killed -9', kills, began, operations, await look(office), `, ${replayed} of them committed before the kill`);
  }, 300_000);

  it('database backends end under 200 adds and deactivations: counters equal holdings, and each effect has its entry', async () => {
    const began = performance.now();
    const office = await FaultOffice.open(ground, 'backends', 300);
    let terminated = 0;
    let answered = 0;
    const terminating: Promise<unknown>[] = [];
    const told = () => {
      if (++answered % 5 === 0) terminating.push(ground.terminateBackends().then((count) => (terminated += count)));
    };
    const added = await inTurns(120, () => office.add(false), told);
    const left = added.slice(0, 60);
    const later = await inTurns(80, (n) => (n < 60 ? office.deactivate(left[n]!) : office.add(false)), told);
    await Promise.all(terminating);
    await untilQuiet(office);
    expect(office.wrongAnswers).toEqual([]);
    report('database backends terminated', terminated, began, [...added, ...later], await look(office));
  }, 300_000);
});

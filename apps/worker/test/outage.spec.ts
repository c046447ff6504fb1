import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RevokeInvitation } from '@placet/members';
import type { InvitationId } from '@placet/kernel';
import { Reconciler, Temporal } from '@placet/platform';
import { AWorkspace } from '@placet/testing';
import { freePort } from '../../../tools/free-port.mjs';
import { findTemporal } from '../../../tools/temporal-binary.mjs';
import { startTemporalServer } from '../../../tools/temporal-server.mjs';
import { WorkerWorld, endOfTemporal } from './worker-world.ts';

/** A server of this spec's own, that comes and goes. */
describe('Temporal is away', () => {
  let worker: WorkerWorld;
  let acme: AWorkspace;
  let port: number;
  let folder: string;
  let server: { stop(): Promise<unknown> } | undefined;

  const comes = async (file: string) => {
    server = await startTemporalServer({ path: findTemporal()?.path ?? '', port, dbFile: join(folder, file) });
  };
  const goes = async () => {
    await server?.stop();
    server = undefined;
  };

  beforeAll(async () => {
    port = await freePort();
    folder = await mkdtemp(join(tmpdir(), 'placet-temporal-'));
    worker = await WorkerWorld.at(`127.0.0.1:${port}`);
    acme = await AWorkspace.with(worker.world, { core: 100 });
  });
  afterAll(async () => {
    await worker.close();
    await goes();
    await endOfTemporal();
    await rm(folder, { recursive: true, force: true });
  });

  const everyone = (people: string[]) => () => people.map((email) => worker.mailsTo(email).length);
  const allGotOne = (counts: number[]) => counts.every((count) => count === 1);
  const waiting = async () =>
    (
      await worker.world.sql<{ rows: number; tries: number }>(
        'select count(*)::int as rows, coalesce(max(attempts), 0) as tries from outbox',
      )
    )[0]!;

  it('from the beginning: the worker is up, the log is sealed, commands work, and pokes wait without being tried in vain', async () => {
    await worker.invites(acme, 'early@people.test');
    expect(worker.host.isRunning).toBe(false);
    await worker.until(
      () => worker.world.sql<{ open: number }>('select (select count(*) from event)::int - (select count(*) from event_seal)::int as open'),
      ([row]) => row?.open === 0,
    );
    const { rows, tries } = await waiting();
    expect(rows).toBeGreaterThan(0);
    expect(tries).toBeLessThan(3);
  });

  it('comes up: the worker finds it, and what waited goes out', async () => {
    await comes('one.db');
    await worker.until(everyone(['early@people.test']), allGotOne, 20_000);
    expect(worker.host.isRunning).toBe(true);
  }, 90_000);

  it('is killed while people are invited: all of them get their mail once it is back, none twice', async () => {
    const people = Array.from({ length: 20 }, (_, n) => `person${n}@people.test`);
    const killed = people.map(async (email, n) => {
      if (n === 5) await goes();
      return worker.invites(acme, email);
    });
    expect(await Promise.all(killed)).toHaveLength(20);
    expect((await waiting()).rows).toBeGreaterThan(0);
    await comes('one.db');
    await worker.until(everyone(people), allGotOne, 60_000);
    await worker.until(waiting, ({ rows }) => rows === 0);
    expect(everyone(people)()).toEqual(people.map(() => 1));
  }, 90_000);

  it('has lost everything: the reconciler builds it up again from the rows, and no mail is sent twice', async () => {
    const before = worker.inbox.received.length;
    const mails = `select count(*)::int as open from process where closed_at is null and kind = 'mail'`;
    await worker.until(
      () => worker.world.sql<{ open: number }>(mails),
      ([row]) => row?.open === 0,
    );
    const open = await worker.world.sql<{ workflow_id: string; subject_id: InvitationId }>(
      `select workflow_id, subject_id from process where closed_at is null and kind = 'invitation'`,
    );
    await goes();
    await comes('two.db'); // an empty one
    await worker.until(() => worker.world.module.get(Temporal).answers(), Boolean);
    await worker.world.sql(`update process set wake_at = now() - interval '6 min' where closed_at is null`);
    await worker.world.sql(`delete from lease where name = 'reconciler'`);
    expect(await worker.world.module.get(Reconciler).sweep()).toBe(open.length);
    const status = async () =>
      Promise.all(
        open.map(async ({ workflow_id }) =>
          worker.ask(async ({ workflow }) => (await workflow.getHandle(workflow_id).describe()).status.name),
        ),
      );
    expect(new Set(await status())).toEqual(new Set(['RUNNING']));
    await worker.world.bus.execute(new RevokeInvitation(acme.owner, open[0]!.subject_id));
    await worker.until(status, ([first]) => first === 'COMPLETED');
    expect(worker.inbox.received).toHaveLength(before);
  }, 90_000);
});

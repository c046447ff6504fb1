import { Ids, publicActor, systemActor, type InvitationId } from '@placet/kernel';
import { AcceptInvitation, RevokeInvitation } from '@placet/members';
import { Reconciler, UnitOfWork } from '@placet/platform';
import { AWorkspace, aPassword } from '@placet/testing';
import { WorkerWorld, endOfTemporal } from './worker-world.ts';

const address = process.env['TEST_TEMPORAL_ADDRESS'] ?? '';

describe('the worker', () => {
  let worker: WorkerWorld;
  let acme: AWorkspace;
  beforeAll(async () => {
    worker = await WorkerWorld.at(address);
    acme = await AWorkspace.with(worker.world, { core: 20 });
  });
  afterAll(async () => {
    await worker.close();
    await endOfTemporal();
  });

  const processOf = async (workflowId: string) =>
    (
      await worker.world.sql<{ state: string; version: number; looked_version: number; is_open: boolean }>(
        'select state, version, looked_version, closed_at is null as is_open from process where workflow_id = $1',
        [workflowId],
      )
    )[0]!;
  const invitationOf = async (memberId: string) =>
    (await worker.world.sql<{ id: InvitationId }>('select id from invitation where member_id = $1', [memberId]))[0]!.id;
  const isOver = (workflowId: string) =>
    worker.until(
      () => processOf(workflowId),
      ({ is_open, state }) => !is_open && state !== 'open',
    );

  it('brings an invitation from the commit to the mailbox, and from the link to an active member', async () => {
    const { memberId } = await worker.invites(acme, 'ada@people.test');
    const [mail] = await worker.until(
      () => worker.mailsTo('ada@people.test'),
      (mails) => mails.length > 0,
    );
    expect(mail).toMatchObject({ subject: `Olga Owner invited you to ${acme.slug}` });
    const [, token = ''] = mail!.link.split('#');
    await worker.world.bus.execute(new AcceptInvitation(publicActor(acme.id, 'invitation'), token, { password: aPassword }));
    expect(await isOver(`invitation/${await invitationOf(memberId)}`)).toMatchObject({ state: 'accepted' });
    expect(await acme.stateOf(memberId)).toBe('active');
    expect(worker.mailsTo('ada@people.test')).toHaveLength(1);
  });

  it('takes pokes doubled, late and shuffled: everybody gets one mail', async () => {
    const people = Array.from({ length: 12 }, (_, n) => `person${n}@people.test`);
    await Promise.all(people.map((email) => worker.invites(acme, email)));
    const pokes = await worker.world.sql<{ workflow_id: string }>('select workflow_id from process where workspace_id = $1', [acme.id]);
    await worker.until(
      () => people.map((email) => worker.mailsTo(email).length),
      (counts) => counts.every((count) => count > 0),
    );
    const again = pokes.flatMap(({ workflow_id }) => [workflow_id, workflow_id]).sort(() => 1);
    await worker.world.module.get(UnitOfWork).write(systemActor(acme.id), async (unit) => {
      for (const poke of again) unit.raised.push({ type: 'spec.poked', subject: { kind: 'spec', id: 'x' }, facts: {}, pokes: [poke] });
    });
    await worker.until(
      () =>
        worker.world.sql<{ late: number }>(
          'select count(*)::int as late from process where looked_version < version or (kind = $1 and closed_at is null)',
          ['mail'],
        ),
      ([row]) => row?.late === 0,
    );
    expect(people.map((email) => worker.mailsTo(email).length)).toEqual(people.map(() => 1));
  });

  it('starts a process anew that ended well, where its row is open again', async () => {
    const { memberId } = await worker.invites(acme, 'eve@people.test');
    const invitationId = await invitationOf(memberId);
    await worker.world.bus.execute(new RevokeInvitation(acme.owner, invitationId));
    const workflowId = `invitation/${invitationId}`;
    const first = await isOver(workflowId);
    expect(first.state).toBe('revoked');
    await worker.world.module.get(UnitOfWork).write(systemActor(acme.id), async (unit) => {
      unit.raised.push({ type: 'spec.poked', subject: { kind: 'spec', id: 'x' }, facts: {}, pokes: [workflowId] });
    });
    const again = await worker.until(
      () => processOf(workflowId),
      ({ is_open, version }) => !is_open && version > first.version,
    );
    expect(again).toMatchObject({ state: 'revoked', looked_version: again.version });
  });

  it('bounces: the address is refused, and the invitation shows it', async () => {
    worker.inbox.answer = (to) => (to.startsWith('bounce') ? '550 5.1.1 nobody' : undefined);
    const { memberId } = await worker.invites(acme, 'bounce@people.test');
    const state = () => worker.world.sql<{ state: string }>('select state from mail where member_id = $1', [memberId]);
    expect(await worker.until(state, ([mail]) => mail?.state === 'bounced')).toEqual([{ state: 'bounced' }]);
  });

  it('tells Temporal a refusal by its type only, once, and without an error', async () => {
    const workflowId = `mail/${new Ids().next()}`;
    await worker.world.module.get(UnitOfWork).write(systemActor(acme.id), async (unit) => {
      unit.raised.push({ type: 'spec.poked', subject: { kind: 'spec', id: 'x' }, facts: {}, pokes: [workflowId] });
    });
    const history = () => worker.ask(({ workflow }) => workflow.getHandle(workflowId).fetchHistory()).catch(() => ({ events: [] }));
    const { events } = await worker.until(history, ({ events }) => Boolean(events?.at(-1)?.workflowExecutionFailedEventAttributes));
    const failures = (events ?? []).flatMap(({ activityTaskFailedEventAttributes: failed }) => failed?.failure ?? []);
    expect(failures.map(({ message, stackTrace, applicationFailureInfo }) => [message, stackTrace, applicationFailureInfo?.type])).toEqual([
      ['refused: NotFound', '', 'NotFound'],
    ]);
    await worker.world.sql('delete from process where workflow_id = $1', [workflowId]);
  });

  it('has nothing to repair when all went well', async () => {
    await worker.world.sql(`update process set poked_at = poked_at - interval '1 h'`);
    await worker.world.sql(`delete from lease where name = 'reconciler'`);
    expect(await worker.world.module.get(Reconciler).sweep()).toBe(0);
  });
});

import { Logger } from '@nestjs/common';
import { Ids, NotFound, operatorActor, type WorkspaceId } from '@placet/kernel';
import { ChainWorld, Happen } from '../test/chain-world.ts';
import { VerifyAudit } from './queries/verify-audit.ts';

describe('sealing', () => {
  let chains: ChainWorld;
  beforeAll(async () => {
    Logger.overrideLogger(false); // one case is an error of the log, and meant
    chains = await ChainWorld.open();
  });
  afterAll(() => chains.world.close());

  const sealedNumbers = async (workspaceId: string) =>
    (
      await chains.world.sql<{ number: string; id: string }>(
        'select s.number, e.id from event_seal s join event e on e.id = s.event_id where s.workspace_id = $1 order by number',
        [workspaceId],
      )
    ).map(({ number }) => Number(number));

  it('makes one chain a workspace, and an event waits for it without being missed in the count', async () => {
    const [one, other] = [await chains.workspace(), await chains.workspace()];
    await chains.world.bus.execute(new Happen(one.actor, one.memberId, 3));
    await chains.world.bus.execute(new Happen(other.actor, other.memberId, 2));
    expect(await chains.verify(one.actor)).toEqual({ entries: 3, sealed: 0, intact: true });
    await chains.sealAll();
    expect(await sealedNumbers(one.actor.workspaceId)).toEqual([1, 2, 3]);
    await chains.world.bus.execute(new Happen(one.actor, one.memberId));
    await chains.sealAll();
    expect(await chains.verify(one.actor)).toEqual({ entries: 4, sealed: 4, intact: true });
    expect(await chains.verify(other.actor)).toEqual({ entries: 2, sealed: 2, intact: true });
  });

  it('passes over nothing that still runs: a later transaction waits for an earlier one', async () => {
    const { actor, memberId } = await chains.workspace();
    await chains.world.bus.execute(
      new Happen(actor, memberId, 1, async () => {
        await chains.world.sql(
          `insert into event (workspace_id, id, type, at, actor_kind, door, subject_kind, subject_id, facts)
           values ($1, $2, 'later', now(), 'system', 'process', 'member', 'x', '{}')`,
          [actor.workspaceId, new Ids().next()],
        );
        await chains.sealer.seal();
        expect(await sealedNumbers(actor.workspaceId)).toEqual([]);
      }),
    );
    await chains.sealAll();
    const order = await chains.world.sql<{ type: string }>(
      'select e.type from event_seal s join event e on e.id = s.event_id where s.workspace_id = $1 order by number',
      [actor.workspaceId],
    );
    expect(order.map(({ type }) => type)).toEqual(['member.added', 'later']);
    expect(await chains.verify(actor)).toEqual({ entries: 2, sealed: 2, intact: true });
  });

  it('seals each event once under concurrent writers and two sealers', async () => {
    const workspaces = await Promise.all(Array.from({ length: 4 }, () => chains.workspace()));
    const writers = Array.from({ length: 12 }, async (_, writer) => {
      for (let n = 0; n < 15; n++) {
        const { actor, memberId } = workspaces[(writer + n) % 4]!;
        await chains.world.bus.execute(new Happen(actor, memberId, 1 + (n % 3)));
      }
    });
    let isOver = false;
    const sealers = Array.from({ length: 2 }, async () => {
      while (!isOver) await chains.sealer.seal();
    });
    await Promise.all(writers);
    isOver = true;
    await Promise.all(sealers);
    await chains.sealAll();
    const verified = await Promise.all(workspaces.map(({ actor }) => chains.verify(actor)));
    expect(verified.every(({ intact, entries, sealed }) => intact && entries === sealed)).toBe(true);
    expect(verified.reduce((sum, { sealed }) => sum + sealed, 0)).toBe(12 * 30);
  });

  it('seals more than a batch, and a transaction larger than a batch, whole', async () => {
    const { actor, memberId } = await chains.workspace();
    await chains.world.bus.execute(new Happen(actor, memberId, 2_500));
    for (let n = 0; n < 3; n++) await chains.world.bus.execute(new Happen(actor, memberId, 400));
    await chains.sealAll();
    expect(await chains.verify(actor)).toEqual({ entries: 3_700, sealed: 3_700, intact: true });
  });

  it('never continues a head that is not its own, and says so', async () => {
    const { actor, memberId } = await chains.workspace();
    await chains.world.bus.execute(new Happen(actor, memberId, 2));
    await chains.sealAll();
    await chains.world.sql(`update event_head set mac = sha256('x') where workspace_id = $1`, [actor.workspaceId]);
    await chains.world.bus.execute(new Happen(actor, memberId));
    await chains.sealAll();
    expect(await chains.verify(actor)).toEqual({ entries: 3, sealed: 2, intact: false, firstBroken: 2 });
  });

  it('goes on where its cursor was lost', async () => {
    const { actor, memberId } = await chains.workspace();
    await chains.world.bus.execute(new Happen(actor, memberId, 2));
    await chains.sealAll();
    await chains.world.sql(`delete from lease where name = 'seals'`);
    await chains.world.bus.execute(new Happen(actor, memberId));
    await chains.sealAll();
    expect(await chains.verify(actor)).toEqual({ entries: 3, sealed: 3, intact: true });
  });

  it('still verifies when a member was erased: his key is gone, the stored bytes are not', async () => {
    const { actor, memberId } = await chains.workspace();
    await chains.world.bus.execute(new Happen(actor, memberId, 2));
    await chains.sealAll();
    await chains.world.sql('delete from member_key where member_id = $1', [memberId]);
    expect(await chains.verify(actor)).toEqual({ entries: 2, sealed: 2, intact: true });
  });

  it('can be verified only of a workspace that is there', async () => {
    await expect(chains.world.bus.execute(new VerifyAudit(operatorActor(new Ids().next<WorkspaceId>())))).rejects.toThrow(NotFound);
  });
});

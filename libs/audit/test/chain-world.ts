import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Module } from '@nestjs/common';
import { Ids, operatorActor, systemActor, type Actor, type MemberId, type WorkspaceId } from '@placet/kernel';
import { OutboxModule, Sealer, WorkspaceEm, newMemberKey } from '@placet/platform';
import { specWorld, type SpecWorld } from '@placet/testing';
import { AuditModule } from '../src/audit.module.ts';
import { VerifyAudit } from '../src/queries/verify-audit.ts';

const ids = new Ids();

/** Something happens, `count` times in one transaction. */
export class Happen extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly count = 1,
    readonly meanwhile: () => Promise<void> = async () => undefined,
  ) {
    super();
  }
}
@CommandHandler(Happen)
class HappenHandler implements ICommandHandler<Happen> {
  constructor(private readonly em: WorkspaceEm) {}
  async execute({ memberId, count, meanwhile }: Happen) {
    for (let n = 0; n < count; n++)
      this.em.record({
        type: n % 2 ? 'member.edited' : 'member.added',
        subject: { kind: 'member', id: memberId },
        facts: { n, text: 'ü "quoted" \n', nested: { list: [1.5, null, true] } },
        personal: { memberId, values: { reason: `because ${n}` } },
      });
    await this.em.execute('select 1'); // what was recorded is written now, with this transaction's number
    await meanwhile();
  }
}

@Module({ imports: [AuditModule, OutboxModule], providers: [HappenHandler] })
class ChainModule {}

/** A workspace with a log, and whoever seals and verifies it. */
export class ChainWorld {
  private constructor(
    readonly world: SpecWorld,
    readonly sealer: Sealer,
  ) {}

  static async open(): Promise<ChainWorld> {
    const world = await specWorld([ChainModule]);
    return new ChainWorld(world, world.module.get(Sealer));
  }

  async workspace(): Promise<{ actor: Actor; memberId: MemberId }> {
    const workspaceId = ids.next<WorkspaceId>();
    const memberId = ids.next<MemberId>();
    await this.world.sql(`insert into workspace (id, slug, name, created_at) values ($1, $2, 'Acme', now())`, [
      workspaceId,
      `w${workspaceId.replaceAll('-', '').slice(-20)}`,
    ]);
    await this.world.sql('insert into member_key values ($1, $2, $3)', [workspaceId, memberId, newMemberKey()]);
    return { actor: systemActor(workspaceId), memberId };
  }

  /** All that is committed now. Transactions of other databases of the same server hold seals up, too: their end is waited for. */
  async sealAll(): Promise<void> {
    const [now] = await this.world.sql<{ tx: string }>('select pg_current_xact_id()::text as tx');
    const lies = 'select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as behind';
    while (!(await this.world.sql<{ behind: boolean }>(lies, [now?.tx]))[0]?.behind);
    while (await this.sealer.seal());
  }

  verify({ workspaceId }: Actor) {
    return this.world.bus.execute(new VerifyAudit(operatorActor(workspaceId)));
  }
}

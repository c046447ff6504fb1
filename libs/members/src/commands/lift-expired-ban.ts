import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Actor, MemberId } from '@placet/kernel';
import { Bus, WorkspaceEm } from '@placet/platform';
import { banIsOver } from '../facts/member-dates-sql.ts';
import { lockMember } from '../facts/member-sql.ts';
import { lockSeatsOf } from '../invitation-end.ts';
import { LiftBan } from './lift-ban.ts';

/** A ban that ends by itself is lifted: banned becomes inactive. @returns `moved` where it was lifted by hand, or lasts longer now */
export class LiftExpiredBan extends Command<'done' | 'moved'> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly now: Date,
  ) {
    super();
  }
}

@CommandHandler(LiftExpiredBan)
export class LiftExpiredBanHandler implements ICommandHandler<LiftExpiredBan> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly bus: Bus,
  ) {}

  async execute({ actor, memberId, now }: LiftExpiredBan): Promise<'done' | 'moved'> {
    await lockSeatsOf(this.em, memberId);
    await this.em.execute(lockMember, [memberId]);
    const [over] = await this.em.execute(`select m.id from member m where m.id = $1 and ${banIsOver('$2::timestamptz')}`, [memberId, now]);
    if (!over) return 'moved';
    await this.bus.execute(new LiftBan(actor, memberId, 'time_over'));
    return 'done';
  }
}

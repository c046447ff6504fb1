import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Actor } from '@placet/kernel';
import { Bus, ProcessLooks, WorkspaceEm } from '@placet/platform';
import type { DirectoryGroupLook } from '@placet/workflows/directory-group/contract';
import { howManyToBring } from './moves-sql.ts';
import { productsWithRoom } from './products-with-room.ts';

/** How long a refused seat waits until somebody looks whether one is free. */
const lookAgainMs = 15 * 60_000;

/** The look of the process `directory-group/<id>`: a command, since it stamps the process. */
export class LookAtDirectoryGroup extends Command<DirectoryGroupLook> {
  constructor(
    readonly actor: Actor,
    readonly groupId: string,
    readonly now: Date,
  ) {
    super();
  }
}

@CommandHandler(LookAtDirectoryGroup)
export class LookAtDirectoryGroupHandler implements ICommandHandler<LookAtDirectoryGroup> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly bus: Bus,
    private readonly looks: ProcessLooks,
  ) {}

  execute({ actor, groupId, now }: LookAtDirectoryGroup): Promise<DirectoryGroupLook> {
    return this.looks.look(`directory-group/${groupId}`, now, async () => {
      const again = await productsWithRoom(this.bus, actor);
      const [all] = await this.em.execute<{ count: number }>(howManyToBring, [groupId, null, null, again]);
      const [seatless] = await this.em.execute<{ refused: boolean }>(
        `select exists (select from directory_grant where directory_group_id = $1 and kind = 'product' and is_refused) as refused`,
        [groupId],
      );
      const behind = all?.count ?? 0;
      const state = behind ? 'behind' : seatless?.refused ? 'seatless' : 'settled';
      return {
        state,
        passed: [],
        isOver: state === 'settled',
        nextMoment: now.getTime() + lookAgainMs,
        behind,
        someoneIsBehind: behind > 0,
      };
    });
  }
}

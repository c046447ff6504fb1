import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Actor } from '@placet/kernel';
import { ProcessLooks, WorkspaceEm } from '@placet/platform';
import { nextInLine } from '@placet/seats';
import type { WaitingListLook } from '@placet/workflows/waiting-list/contract';

/** Whoever frees or grants a seat pokes; this is for what was missed. */
const lookAgainMs = 86_400_000;

/** The look of the process `waiting-list/<workspaceId>/<product>`: a command, since it stamps the process. */
export class LookAtWaitingList extends Command<WaitingListLook> {
  constructor(
    readonly actor: Actor,
    readonly product: string,
    readonly now: Date,
  ) {
    super();
  }
}

@CommandHandler(LookAtWaitingList)
export class LookAtWaitingListHandler implements ICommandHandler<LookAtWaitingList> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly looks: ProcessLooks,
  ) {}

  execute({ actor, product, now }: LookAtWaitingList): Promise<WaitingListLook> {
    return this.looks.look(`waiting-list/${actor.workspaceId}/${product}`, now, async () => {
      const [line] = await this.em.execute<{ waiting: number }>('select count(*)::int as waiting from queue_entry where product = $1', [
        product,
      ]);
      const waiting = line?.waiting ?? 0;
      const isOver = waiting === 0;
      const next = isOver ? [] : await this.em.execute(nextInLine, [[product]]);
      return {
        state: isOver ? 'empty' : 'waiting',
        passed: [],
        isOver,
        nextMoment: now.getTime() + lookAgainMs,
        waiting,
        someoneCanBeSeated: next.length > 0,
      };
    });
  }
}

import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Actor } from '@placet/kernel';
import { Bus, WorkspaceEm } from '@placet/platform';
import { BringAlong } from './bring-along.ts';
import { productsWithRoom } from './products-with-room.ts';

/** So many in one transaction, which holds the pools' locks. */
const most = 25;

/** The step of the process `directory-group/<id>`: brings the next members to what the mapping says, in id order.
 *
 * @returns `moved` where nobody is behind any more
 */
export class BringMembersAlong extends Command<'done' | 'moved'> {
  constructor(
    readonly actor: Actor,
    readonly groupId: string,
  ) {
    super();
  }
}

@CommandHandler(BringMembersAlong)
export class BringMembersAlongHandler implements ICommandHandler<BringMembersAlong> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly bus: Bus,
    private readonly along: BringAlong,
  ) {}

  async execute({ actor, groupId }: BringMembersAlong): Promise<'done' | 'moved'> {
    await this.em.execute('select id from directory_group where id = $1 for update', [groupId]);
    const { people } = await this.along.bring(actor, groupId, { most, again: await productsWithRoom(this.bus, actor) });
    return people ? 'done' : 'moved';
  }
}

import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { NotFound, type Actor } from '@placet/kernel';
import { HotCommandHandler, UnitOfWork } from '@placet/platform';
import { BringAlong } from '../mapping/bring-along.ts';
import { GroupRows, versionsOf } from './group-rows.ts';
import { lockGroup } from './group-sql.ts';

/** A directory deletes a group: gone from lists, users and outer groups; its name is free. What its mapping gave is taken, from the first at once and
 * from the others by the process.
 *
 * @throws NotFound, StaleVersion
 * @see RFC 7644 §3.6
 */
export class DeleteGroup extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly groupId: string,
    readonly ifMatch?: string,
  ) {
    super();
  }
}

@HotCommandHandler(DeleteGroup)
export class DeleteGroupHandler implements ICommandHandler<DeleteGroup> {
  constructor(
    private readonly rows: GroupRows,
    private readonly units: UnitOfWork,
    private readonly mapping: BringAlong,
  ) {}

  async execute({ actor, groupId, ifMatch }: DeleteGroup): Promise<void> {
    const versions = versionsOf(ifMatch);
    const { outcome } = await this.rows.remove(actor, groupId, versions);
    if (outcome !== 'mapped') return;
    await this.units.write(actor, async (unit) => {
      const [group] = await unit.run({ statement: lockGroup, values: [groupId, actor.id] });
      if (!group) throw new NotFound('group');
      await this.rows.remove(actor, groupId, versions, true);
      await this.mapping.follow(actor, groupId);
    });
  }
}

import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NotFound, StaleVersion, type Actor, type ConnectionId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { BringAlong, type Brought } from './bring-along.ts';

/** A directory's group gives nothing any more: what it gave is taken, from all who have it by nothing else.
 *
 * @param expectedVersion as for `PutMapping`
 * @throws NotFound, StaleVersion
 */
export class DropMapping extends Command<Brought> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
    readonly groupId: string,
    readonly expectedVersion?: number,
  ) {
    super();
  }
}

@CommandHandler(DropMapping)
export class DropMappingHandler implements ICommandHandler<DropMapping> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly along: BringAlong,
  ) {}

  async execute({ actor, connectionId, groupId, expectedVersion }: DropMapping): Promise<Brought> {
    const [group] = await this.em.execute('select id from directory_group where id = $1 and connection_id = $2 for update', [
      groupId,
      connectionId,
    ]);
    if (!group) throw new NotFound('group');
    const [mapping] = await this.em.execute<{ version: number }>('select version from directory_mapping where directory_group_id = $1', [
      groupId,
    ]);
    if (expectedVersion !== undefined && expectedVersion !== (mapping?.version ?? 0))
      throw new StaleVersion('mapping', mapping?.version ?? 0);
    if (!mapping) return { applied: 0, of: 0 };
    await this.em.execute('delete from directory_mapping where directory_group_id = $1', [groupId]);
    this.em.record({ type: 'directory_group.unmapped', subject: { kind: 'directory_group', id: groupId }, facts: {} });
    return this.along.follow(actor, groupId);
  }
}

import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, NotFound, StaleVersion, type Actor, type ConnectionId } from '@placet/kernel';
import { Bus, WorkspaceEm } from '@placet/platform';
import { BringAlong, type Brought } from './bring-along.ts';
import { mayMap, type Mapping } from './mapping-rules.ts';

/** Says what a directory's group gives from now on, to all who are in it and to whoever comes. An empty mapping gives nothing.
 *
 * Its members follow at once, or, beyond the first twenty, by the process `directory-group/<id>`. Whoever puts another mapping while that goes on
 * turns it round: what was given and is not said any more is taken again.
 *
 * @param expectedVersion of `If-Match`, 0 where there is none yet; absent: the last one wins
 * @returns how many members have been brought to it
 * @throws NotFound, StaleVersion, PermissionMissing, RankTooLow, InvalidField
 */
export class PutMapping extends Command<Brought> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
    readonly groupId: string,
    readonly mapping: Mapping,
    readonly expectedVersion?: number,
  ) {
    super();
  }
}

interface Stored {
  readonly version: number;
  readonly group_ids: string[];
  readonly products: string[];
  readonly site_ids: string[];
}

@CommandHandler(PutMapping)
export class PutMappingHandler implements ICommandHandler<PutMapping> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly bus: Bus,
    private readonly along: BringAlong,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, connectionId, groupId, mapping, expectedVersion }: PutMapping): Promise<Brought> {
    const [group] = await this.em.execute('select id from directory_group where id = $1 and connection_id = $2 for update', [
      groupId,
      connectionId,
    ]);
    if (!group) throw new NotFound('group');
    const [before] = await this.em.execute<Stored>(
      'select version, group_ids, products, site_ids from directory_mapping where directory_group_id = $1',
      [groupId],
    );
    const version = before?.version ?? 0;
    if (expectedVersion !== undefined && expectedVersion !== version) throw new StaleVersion('mapping', version);
    await this.em.execute('select id from user_group where id = any($1::uuid[]) order by id for key share', [mapping.groupIds]); // judged as they stay
    await mayMap(this.em, this.bus, actor, connectionId, mapping, before && mappingOf(before));
    await this.em.execute(
      `insert into directory_mapping (workspace_id, directory_group_id, group_ids, products, site_ids, changed_by, changed_at)
       values (current_setting('app.workspace_id')::uuid, $1, $2, $3, $4, $5, $6)
       on conflict (workspace_id, directory_group_id) do update set group_ids = excluded.group_ids, products = excluded.products,
         site_ids = excluded.site_ids, changed_by = excluded.changed_by, changed_at = excluded.changed_at, version = directory_mapping.version + 1`,
      [groupId, mapping.groupIds, mapping.products, mapping.siteIds, actor.id, this.clock.now()],
    );
    const facts = { before: before ? mappingOf(before) : null, after: mapping };
    this.em.record({ type: 'directory_group.mapped', subject: { kind: 'directory_group', id: groupId }, facts });
    return this.along.follow(actor, groupId);
  }
}

const mappingOf = ({ group_ids: groupIds, products, site_ids: siteIds }: Stored): Mapping => ({ groupIds, products, siteIds });

import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Permission } from '@placet/contracts';
import { Ids, type Actor, type GroupId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { mayGrant } from '../group-rules.ts';

/** Adds a group of the workspace's own (`product.md` §14).
 *
 * @param sitesOnly its permissions reach only members of one's own sites
 * @throws GroupNameTaken, PermissionMissing and RankTooLow for what the actor may not grant
 */
export class AddGroup extends Command<GroupId> {
  constructor(
    readonly actor: Actor,
    readonly name: string,
    readonly permissions: readonly Permission[],
    readonly sitesOnly: boolean,
  ) {
    super();
  }
}

@CommandHandler(AddGroup)
export class AddGroupHandler implements ICommandHandler<AddGroup> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly ids: Ids,
  ) {}

  async execute({ actor, name, permissions, sitesOnly }: AddGroup): Promise<GroupId> {
    const keys = [...new Set(permissions)];
    const rank = mayGrant(actor, keys, sitesOnly);
    const id = this.ids.next<GroupId>();
    await this.em.execute(
      'insert into user_group (workspace_id, id, name, permissions, rank, sites_only) values ($1, $2, $3, $4, $5, $6)',
      [this.em.workspaceId, id, name, keys, rank, sitesOnly],
    );
    this.em.record({ type: 'group.added', subject: { kind: 'group', id }, facts: { name, permissions: keys, rank, sitesOnly } });
    return id;
  }
}

import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Permission } from '@placet/contracts';
import { InvalidField, NotFound, RankTooLow, StaleVersion, type Actor, type GroupId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { BuiltInGroupProtected } from '../group-errors.ts';
import { mayGrant } from '../group-rules.ts';

/** What is to change; absent stays. */
export interface GroupChange {
  readonly name?: string | undefined;
  readonly permissions?: readonly Permission[] | undefined;
  readonly sitesOnly?: boolean | undefined;
}

/** Changes a group of the workspace's own; whoever is in it has the new rights with his next request.
 *
 * @param expectedVersion of `If-Match`, which is demanded here
 * @throws NotFound, StaleVersion, BuiltInGroupProtected, GroupNameTaken, PermissionMissing, RankTooLow
 * @throws InvalidField `permissions` where it would give administrative rights to members with a PIN, or without an e-mail
 */
export class EditGroup extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly groupId: GroupId,
    readonly change: GroupChange,
    readonly expectedVersion: number,
  ) {
    super();
  }
}

interface Group {
  readonly name: string;
  readonly built_in: string | null;
  readonly permissions: Permission[];
  readonly rank: number;
  readonly sites_only: boolean;
  readonly version: number;
}

const plainRank = 10;

@CommandHandler(EditGroup)
export class EditGroupHandler implements ICommandHandler<EditGroup> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ actor, groupId, change, expectedVersion }: EditGroup): Promise<void> {
    const [group] = await this.em.execute<Group>(
      'select name, built_in, permissions, rank, sites_only, version from user_group where id = $1 for update',
      [groupId],
    );
    if (!group) throw new NotFound('group');
    if (group.built_in) throw new BuiltInGroupProtected(group.built_in);
    if (group.rank > actor.rank) throw new RankTooLow(group.rank, actor.rank);
    if (group.version !== expectedVersion) throw new StaleVersion('group', group.version);
    const before = { name: group.name, permissions: group.permissions, sitesOnly: group.sites_only };
    const after = {
      name: change.name ?? before.name,
      permissions: change.permissions ? [...new Set(change.permissions)] : before.permissions,
      sitesOnly: change.sitesOnly ?? before.sitesOnly,
    };
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    const rank = mayGrant(actor, after.permissions, after.sitesOnly);
    if (rank > plainRank && group.rank <= plainRank) await this.refuseUnfitMembers(groupId);
    await this.em.execute(
      'update user_group set name = $2, permissions = $3, rank = $4, sites_only = $5, version = version + 1 where id = $1',
      [groupId, after.name, after.permissions, rank, after.sitesOnly],
    );
    this.em.record({ type: 'group.edited', subject: { kind: 'group', id: groupId }, facts: { before, after, rank } });
  }

  /** A PIN opens no administrative right, and who has such a right has an address (F4, `security.md` §1.2). */
  private async refuseUnfitMembers(groupId: GroupId): Promise<void> {
    const [unfit] = await this.em.execute<{ pins: number; addresses: number }>(
      `select count(*) filter (where a.secret_kind = 'pin')::int as pins, count(*) filter (where m.email is null and m.managed_by is null)::int as addresses
         from group_member gm join member m on m.id = gm.member_id left join account a on a.member_id = m.id where gm.group_id = $1`,
      [groupId],
    );
    if (unfit?.pins) throw new InvalidField('permissions', 'members_with_pin', { members: unfit.pins });
    if (unfit?.addresses) throw new InvalidField('permissions', 'members_without_email', { members: unfit.addresses });
  }
}

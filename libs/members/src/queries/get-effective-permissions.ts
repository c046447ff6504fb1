import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { permissions, type EffectivePermissionsReply } from '@placet/contracts';
import { NotFound, type Actor, type MemberId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import type { z } from 'zod';
import { reachOf } from '../reach.ts';

type EffectivePermissions = z.infer<typeof EffectivePermissionsReply>;

/** What a member may do, each permission with the groups that grant it (L11), in the catalogue's order. A right that one group gives for the
 * whole workspace reaches that far, whatever another says.
 *
 * @throws NotFound, PermissionMissing
 */
export class GetEffectivePermissions extends Query<EffectivePermissions> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
  ) {
    super();
  }
}

interface Grant {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly sites_only: boolean;
}

@QueryHandler(GetEffectivePermissions)
export class GetEffectivePermissionsHandler implements IQueryHandler<GetEffectivePermissions> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ actor, memberId }: GetEffectivePermissions): Promise<EffectivePermissions> {
    const { own_sites } = reachOf(actor, 'members.read');
    const rows = await this.em.execute<Grant | { id: null }>(
      `select g.id, g.name, g.permissions, g.sites_only from member m
         left join group_member gm on gm.workspace_id = m.workspace_id and gm.member_id = m.id
         left join user_group g on g.workspace_id = gm.workspace_id and g.id = gm.group_id
        where m.id = $1::uuid and m.state <> 'erased'
          and ($2::uuid[] is null or exists (select from member_site ms where ms.member_id = m.id and ms.site_id = any($2)))
        order by g.rank desc, g.name, g.id`,
      [memberId, own_sites],
    );
    if (!rows.length) throw new NotFound('member');
    const groups = rows.filter((row): row is Grant => row.id !== null);
    return {
      items: permissions.flatMap((key) => {
        const granting = groups.filter((group) => group.permissions.includes(key));
        if (!granting.length) return [];
        const scope = granting.every((group) => group.sites_only) ? ('own_sites' as const) : ('workspace' as const);
        return [{ key, scope, grantedBy: granting.map(({ id, name }) => ({ id, name })) }];
      }),
    };
  }
}

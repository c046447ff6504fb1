import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { DisplayNamesReply } from '@placet/contracts';
import type { Actor } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import type { z } from 'zod';
import { reachOf } from '../reach.ts';
import { nameOf, type MemberColumns } from './member-row.ts';

type DisplayNames = z.infer<typeof DisplayNamesReply>;

/** The names of members as they are shown everywhere: `Ada Byron (inactive)` (R13). Ids of nobody, or of somebody out of reach, are left out.
 *
 * @param ids up to 50
 */
export class GetDisplayNames extends Query<DisplayNames> {
  constructor(
    readonly actor: Actor,
    readonly ids: readonly string[],
  ) {
    super();
  }
}

@QueryHandler(GetDisplayNames)
export class GetDisplayNamesHandler implements IQueryHandler<GetDisplayNames> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ actor, ids }: GetDisplayNames): Promise<DisplayNames> {
    const { own_sites } = reachOf(actor, 'members.read');
    const rows = await this.em.execute<Pick<MemberColumns, 'id' | 'first_name' | 'last_name' | 'username' | 'state'>>(
      `select id, first_name, last_name, username, state from member m where id = any($1::uuid[])
          and ($2::uuid[] is null or exists (select from member_site ms where ms.member_id = m.id and ms.site_id = any($2))) order by sort_name, id`,
      [ids, own_sites],
    );
    return { items: rows.map((row) => ({ id: row.id, displayName: nameOf(row, actor) })) };
  }
}

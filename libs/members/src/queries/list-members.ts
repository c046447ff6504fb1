import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { MemberPage } from '@placet/contracts';
import type { Actor } from '@placet/kernel';
import { Cursors, WorkspaceEm } from '@placet/platform';
import type { z } from 'zod';
import { reachOf } from '../reach.ts';
import type { MembersAsked } from './member-filters.ts';
import { memberRow, type MemberColumns } from './member-row.ts';
import { membersPage } from './members-page-sql.ts';

const list = 'members';

/** Members, filtered and sorted by the database; a site manager gets those of his own sites (L11, L18, R11; `console.md` §4.2).
 *
 * @returns `total` exact up to 10,000, beyond it an estimate to the hundred
 * @throws PermissionMissing, MalformedCursor
 */
export class ListMembers extends Query<z.infer<typeof MemberPage>> {
  constructor(
    readonly actor: Actor,
    readonly asked: MembersAsked,
  ) {
    super();
  }
}

type Found = MemberColumns & { readonly total: number; readonly total_is_exact: boolean; readonly sort_key: string | null };

@QueryHandler(ListMembers)
export class ListMembersHandler implements IQueryHandler<ListMembers> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly cursors: Cursors,
  ) {}

  async execute({ actor, asked }: ListMembers): Promise<z.infer<typeof MemberPage>> {
    const { own_sites } = reachOf(actor, 'members.read');
    const { statement, values } = membersPage(actor.workspaceId, asked, own_sites, this.cursors.decode(list, asked));
    const found = await this.em.execute<Found>(statement, values);
    const shown = found.filter(({ id }) => id !== null);
    const rows = shown.slice(0, asked.limit);
    const last = shown.length > asked.limit ? rows.at(-1) : undefined;
    return {
      items: rows.map((row) => memberRow(row, actor)),
      ...(last ? { nextCursor: this.cursors.encode(list, asked, [last.sort_key, last.id]) } : {}),
      total: found[0]?.total ?? 0,
      totalIsExact: found[0]?.total_is_exact ?? true,
    };
  }
}

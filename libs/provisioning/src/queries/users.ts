import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Actor, MemberId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import type { Condition, Page } from '@placet/scim-protocol';
import { seen, seenRows, seenUser, visibleUsers, type SeenRow, type SeenUser } from '../seen-user.ts';
import { userFilterSql } from '../user-filter.ts';

/** One user, as the connection that asks sees him. @throws NotFound */
export class GetUser extends Query<SeenUser> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
  ) {
    super();
  }
}

@QueryHandler(GetUser)
export class GetUserHandler implements IQueryHandler<GetUser> {
  constructor(private readonly em: WorkspaceEm) {}

  execute({ actor, memberId }: GetUser): Promise<SeenUser> {
    return seenUser(this.em, actor, memberId);
  }
}

/** A page of users and how many there are, of one snapshot. */
export interface UsersPage {
  readonly total: number;
  readonly users: readonly SeenUser[];
}

/** The users whom the connection sees, in order of creation, so that pages stay where they are. @throws ScimError invalidFilter */
export class ListUsers extends Query<UsersPage> {
  constructor(
    readonly actor: Actor,
    readonly page: Page,
    readonly filter?: Condition,
  ) {
    super();
  }
}

@QueryHandler(ListUsers)
export class ListUsersHandler implements IQueryHandler<ListUsers> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ actor, page, filter }: ListUsers): Promise<UsersPage> {
    const { sql, values } = userFilterSql(filter, 4);
    const rows = await this.em.execute<SeenRow & { total: number; id: string | null }>(
      `with found as (select m.id, m.created_at from ${visibleUsers} and ${sql})
       select t.total, p.* from (select count(*)::int as total from found) t
         left join lateral (${seenRows('select id from found order by created_at, id offset $2::bigint limit $3::int')}) p on true
        order by p.created_at, p.id`,
      [actor.id, page.startIndex - 1, page.count, ...values],
    );
    return { total: rows[0]?.total ?? 0, users: rows.filter(({ id }) => id !== null).map(seen) };
  }
}

import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Actor } from '@placet/kernel';
import { Config, WorkspaceEm } from '@placet/platform';
import { projectionSkips, type ListQuery, type Position } from '@placet/scim-protocol';
import { scimBase } from '../scim-base.ts';
import { bothFound, groupsFound } from './group-list-sql.ts';
import { ListCursors } from './list-cursors.ts';
import type { Bound, PageRow, Seen, Wanted } from './list-sql.ts';
import { UserAnchors } from './user-anchors.ts';
import type { AnswerRow } from './user-answer.ts';
import { UserAnswers } from './user-answers.ts';
import { allUsers, beforeAll, usersFound } from './user-list-sql.ts';
import { lookUp, mostFound, pageOfLookUp } from './user-look-ups.ts';

/** A page of a list: the answers as one text, joined by commas. */
export interface Listed {
  readonly total: number;
  readonly count: number;
  readonly docs: string;
  /** of the next page, in a walk by cursor; absent on the last one */
  readonly nextCursor?: string | undefined;
}

/** What is asked for of users, of groups, or of both with one page and order. */
export type Asked = { readonly users: ListQuery; readonly groups?: ListQuery } | { readonly users?: undefined; readonly groups: ListQuery };

/** A page of users, groups or both, as the connection that asks sees them: page and total of one snapshot.
 *
 * @throws ScimError invalidCursor, expiredCursor, invalidCount
 * @see RFC 7644 §3.4.2, RFC 9865
 */
export class ListResources extends Query<Listed> {
  constructor(
    readonly actor: Actor,
    readonly asked: Asked,
  ) {
    super();
  }
}

/** Nobody is made to wait for a list that shifts all the time: after so many tries it is counted to the page. */
const mostTries = 3;

@QueryHandler(ListResources)
export class ListResourcesHandler implements IQueryHandler<ListResources> {
  private readonly base: string;

  constructor(
    private readonly em: WorkspaceEm,
    private readonly answers: UserAnswers,
    private readonly anchors: UserAnchors,
    private readonly cursors: ListCursors,
    config: Config,
  ) {
    this.base = scimBase(config);
  }

  async execute({ actor, asked }: ListResources): Promise<Listed> {
    const query = (asked.users ?? asked.groups)!;
    const walk = this.cursors.opened(actor, query);
    const row = await this.page(actor, asked, walk.count, walk.position);
    const withGroups = !asked.users || !projectionSkips(asked.users.projection, 'groups');
    const { docs, lost } = await this.answers.filled(actor, row.docs ?? '', withGroups);
    const nextCursor = row.next ? this.cursors.sealed(actor, query, walk.count, row.next) : undefined;
    return { total: row.total, count: row.count - lost, docs, nextCursor };
  }

  private async page(actor: Actor, { users, groups }: Asked, count: number, after: Position | undefined): Promise<PageRow> {
    const seen = { connectionId: actor.id!, base: this.base };
    const withGroups = users !== undefined && !projectionSkips(users.projection, 'groups');
    const withMembers = groups !== undefined && !projectionSkips(groups.projection, 'members');
    if (!users) return this.run(groupsFound(seen, wantedOf(groups!, count, after), count, withMembers));
    const wanted = wantedOf(users, count, after);
    if (groups) return this.run(bothFound(seen, { users: wanted, groups: wantedOf(groups, count, after), withGroups, withMembers }, count));
    const quick = await this.lookedUp(seen, users, count, withGroups);
    if (quick) return quick;
    if (users.filter || users.sort) return this.run(usersFound(seen, wanted, count, withGroups));
    return this.ofAll(actor, seen, { wanted, count, withGroups });
  }

  /** Somebody who is asked for by one of his names. */
  private async lookedUp(seen: Seen, { filter, sort, page }: ListQuery, count: number, withGroups: boolean): Promise<PageRow | undefined> {
    if (!filter || sort || page.kind !== 'index' || page.startIndex > 1) return undefined;
    const bound = lookUp(seen, filter, withGroups);
    if (!bound) return undefined;
    const rows = await this.em.execute<AnswerRow>(bound.statement, bound.values);
    return rows.length > mostFound ? undefined : pageOfLookUp(rows, count, withGroups);
  }

  private async ofAll(
    actor: Actor,
    seen: Seen,
    { wanted, count, withGroups }: { readonly wanted: Wanted; readonly count: number; readonly withGroups: boolean },
  ): Promise<PageRow> {
    const { limit, offset = 0, after } = wanted;
    if (after) return this.run(allUsers(seen, { shifts: null, at: after, offset: 0, limit, isBehind: true }, count, withGroups));
    for (let tries = 1; tries <= mostTries; tries++) {
      const begin = await this.anchors.nearest(actor, offset + 1);
      const row = await this.run(allUsers(seen, { ...begin, limit }, count, withGroups));
      if (begin.shifts === null || row.shifts === begin.shifts) return row;
      this.anchors.forget(actor);
    }
    return this.run(allUsers(seen, { shifts: null, at: beforeAll, offset, limit }, count, withGroups));
  }

  private async run({ statement, values }: Bound): Promise<PageRow> {
    const [row] = await this.em.execute<PageRow>(statement, values);
    return row!;
  }
}

function wantedOf({ filter, sort, page }: ListQuery, count: number, after: Position | undefined): Wanted {
  if (page.kind === 'index') return { filter, sort, limit: count, offset: page.startIndex - 1 };
  return { filter, sort, limit: count + 1, after };
}

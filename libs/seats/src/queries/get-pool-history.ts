import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { actorName, displayName, type Named, type PoolHistory, type SeatListQuery } from '@placet/contracts';
import { NotFound, type Actor } from '@placet/kernel';
import { Cursors, WorkspaceEm, statement } from '@placet/platform';
import type { z } from 'zod';

type History = z.infer<typeof PoolHistory>;

/** How the size of a pool came about: every change, newest first. @throws NotFound where the workspace has no such pool, MalformedCursor */
export class GetPoolHistory extends Query<History> {
  constructor(
    readonly actor: Actor,
    readonly product: string,
    readonly asked: z.output<typeof SeatListQuery>,
  ) {
    super();
  }
}

/** `$1` product, `$2` the last change of the page before, `$3` how many. Their ids are in the order of time. */
const history = statement(
  'pool_history',
  `select (select count(*)::int from pool_change c where c.product = p.product) as total, c.*
     from seat_pool p left join lateral (
       select c.id, c.at, c.door, c.granted_before, c.granted_after, c.purchased_after, c.grandfathered_after, c.reason,
              split_part(c.changed_by, '/', 1) as by_kind,
              case when m.id is not null then jsonb_build_object('firstName', m.first_name, 'lastName', m.last_name, 'username', m.username, 'state', m.state) end as by_member
         from pool_change c left join member m on m.id = nullif(split_part(c.changed_by, '/', 2), '')::uuid
        where c.product = $1::text and ($2::uuid is null or c.id < $2) order by c.id desc limit $3) c on true
    where p.product = $1 order by c.id desc`,
);

interface Found {
  readonly total: number;
  readonly id: string;
  readonly at: Date;
  readonly door: History['items'][number]['door'];
  readonly granted_before: number;
  readonly granted_after: number;
  readonly purchased_after: number;
  readonly grandfathered_after: number;
  readonly reason: string | null;
  readonly by_kind: string;
  readonly by_member: Named | null;
}

@QueryHandler(GetPoolHistory)
export class GetPoolHistoryHandler implements IQueryHandler<GetPoolHistory> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly cursors: Cursors,
  ) {}

  async execute({ actor, product, asked }: GetPoolHistory): Promise<History> {
    const list = `pool-history/${product}`;
    const after = this.cursors.decode(list, asked);
    const found = await this.em.execute<Found | { total: number; id: null }>(history, [product, after?.[0] ?? null, asked.limit + 1]);
    if (!found[0]) throw new NotFound('product');
    const rows = found.filter((row): row is Found => row.id !== null);
    const page = rows.slice(0, asked.limit);
    const last = rows.length > page.length ? page.at(-1) : undefined;
    return {
      items: page.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        by: actorName(row.by_kind, row.by_member && displayName(row.by_member, actor.language), actor.language),
        door: row.door,
        grantedBefore: row.granted_before,
        grantedAfter: row.granted_after,
        purchasedAfter: row.purchased_after,
        grandfatheredAfter: row.grandfathered_after,
        ...(row.reason ? { reason: row.reason } : {}),
      })),
      ...(last ? { nextCursor: this.cursors.encode(list, asked, [last.id]) } : {}),
      total: found[0].total,
      totalIsExact: true,
    };
  }
}

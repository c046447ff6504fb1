import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { HoldingPage, SeatListQuery } from '@placet/contracts';
import { NotFound, type Actor } from '@placet/kernel';
import { Cursors, WorkspaceEm, statement } from '@placet/platform';
import type { z } from 'zod';
import { boundTo, isOnSite, personColumns, personOf, type PersonColumns } from '../seat-person.ts';

type Holdings = z.infer<typeof HoldingPage>;

/** Who holds the seats of a product, since when, through which door, last used: the newest first (`product.md` §3.7).
 *
 * @throws NotFound where the workspace has no such pool, MalformedCursor
 */
export class ListHoldings extends Query<Holdings> {
  constructor(
    readonly actor: Actor,
    readonly product: string,
    readonly asked: z.output<typeof SeatListQuery>,
  ) {
    super();
  }
}

/** `$1` product, `$2` sites or null, `$3` and `$4` the last holding of the page before, `$5` how many. The pool's counters are the total (I2); on
 *  some sites it is counted. Without a holding one row whose `id` is null. */
const holdings = statement(
  'list_holdings',
  `select case when $2::uuid[] is null then p.assigned + p.reserved
               else (select count(*)::int from holding h where h.product = p.product and h.state <> 'released' and ${isOnSite('h.member_id', '$2')}) end as total,
          h.*
     from seat_pool p left join lateral (
       select h.id, h.state, h.since, h.since::text as since_key, h.door, ${personColumns},
              greatest(a.last_sign_in_at, (select max(s.last_seen_at) from session s where s.member_id = h.member_id)) as last_used_at
         from holding h join member m on m.workspace_id = h.workspace_id and m.id = h.member_id
         left join account a on a.workspace_id = h.workspace_id and a.member_id = h.member_id
        where h.product = $1::text and h.state <> 'released' and ${isOnSite('h.member_id', '$2')}
          and ($3::timestamptz is null or (h.since, h.id) < ($3, $4::uuid))
        order by h.since desc, h.id desc limit $5) h on true
    where p.product = $1 order by h.since desc, h.id desc`,
);

interface Found extends PersonColumns {
  readonly total: number;
  readonly id: string;
  readonly state: Holdings['items'][number]['state'];
  readonly since: Date;
  readonly since_key: string;
  readonly door: Holdings['items'][number]['door'];
  readonly last_used_at: Date | null;
}

@QueryHandler(ListHoldings)
export class ListHoldingsHandler implements IQueryHandler<ListHoldings> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly cursors: Cursors,
  ) {}

  async execute({ actor, product, asked }: ListHoldings): Promise<Holdings> {
    const list = `holdings/${product}`;
    const after = this.cursors.decode(list, asked);
    const found = await this.em.execute<Found | { total: number; id: null }>(holdings, [
      product,
      boundTo(actor),
      after?.[0] ?? null,
      after?.[1] ?? null,
      asked.limit + 1,
    ]);
    if (!found[0]) throw new NotFound('product');
    const rows = found.filter((row): row is Found => row.id !== null);
    const page = rows.slice(0, asked.limit);
    const last = rows.length > page.length ? page.at(-1) : undefined;
    return {
      items: page.map((row) => ({
        id: row.id,
        member: personOf(row, actor),
        state: row.state,
        since: row.since.toISOString(),
        door: row.door,
        ...(row.last_used_at ? { lastUsedAt: row.last_used_at.toISOString() } : {}),
      })),
      ...(last ? { nextCursor: this.cursors.encode(list, asked, [last.since_key, last.id]) } : {}),
      total: found[0].total,
      totalIsExact: true,
    };
  }
}

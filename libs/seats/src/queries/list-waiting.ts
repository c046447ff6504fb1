import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { SeatListQuery, WaitingPage } from '@placet/contracts';
import { NotFound, type Actor } from '@placet/kernel';
import { Cursors, WorkspaceEm, statement } from '@placet/platform';
import type { z } from 'zod';
import { boundTo, isOnSite, personColumns, personOf, type PersonColumns } from '../seat-person.ts';

type Waiting = z.infer<typeof WaitingPage>;

/** The queue for a product in its order, each with his place among all who wait (`product.md` §3.5).
 *
 * @throws NotFound where the workspace has no such pool, MalformedCursor
 */
export class ListWaiting extends Query<Waiting> {
  constructor(
    readonly actor: Actor,
    readonly product: string,
    readonly asked: z.output<typeof SeatListQuery>,
  ) {
    super();
  }
}

/** `$1` product, `$2` sites or null, `$3` to `$5` priority, time and member of the last row of the page before, `$6` how many. A queue is as long as
 *  people are ready to wait, so places are counted from its head. Without anybody one row whose `member_id` is null. */
const waiting = statement(
  'list_waiting',
  `with line as (
     select e.member_id, e.priority, e.since, e.door, row_number() over (order by e.priority desc, e.since, e.member_id)::int as place
       from queue_entry e where e.product = $1::text),
   seen as (select * from line l where ${isOnSite('l.member_id', '$2')})
   select (select count(*)::int from seen) as total, w.*
     from seat_pool p left join lateral (
       select s.priority, s.since, s.since::text as since_key, s.door, s.place, ${personColumns},
              array(select o.product from queue_entry o where o.workspace_id = m.workspace_id and o.member_id = m.id order by o.product) as products
         from seen s join member m on m.id = s.member_id
        where $3::int is null or s.priority < $3 or s.priority = $3 and (s.since, s.member_id) > ($4::timestamptz, $5::uuid)
        order by s.place limit $6) w on true
    where p.product = $1 order by w.place`,
);

interface Found extends PersonColumns {
  readonly total: number;
  readonly priority: number;
  readonly since: Date;
  readonly since_key: string;
  readonly door: Waiting['items'][number]['door'];
  readonly place: number;
  readonly products: string[];
}

@QueryHandler(ListWaiting)
export class ListWaitingHandler implements IQueryHandler<ListWaiting> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly cursors: Cursors,
  ) {}

  async execute({ actor, product, asked }: ListWaiting): Promise<Waiting> {
    const list = `waiting/${product}`;
    const after = this.cursors.decode(list, asked);
    const key = [after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null];
    const found = await this.em.execute<Found | { total: number; member_id: null }>(waiting, [
      product,
      boundTo(actor),
      ...key,
      asked.limit + 1,
    ]);
    if (!found[0]) throw new NotFound('product');
    const rows = found.filter((row): row is Found => row.member_id !== null);
    const page = rows.slice(0, asked.limit);
    const last = rows.length > page.length ? page.at(-1) : undefined;
    return {
      items: page.map((row) => ({
        member: personOf(row, actor),
        place: row.place,
        priority: row.priority,
        since: row.since.toISOString(),
        door: row.door,
        products: row.products,
      })),
      ...(last ? { nextCursor: this.cursors.encode(list, asked, [last.priority, last.since_key, last.member_id]) } : {}),
      total: found[0].total,
      totalIsExact: true,
    };
  }
}

import type { Bound, SortKey } from '@placet/platform';
import { conditionsOf, needsAccount, Values, type MembersAsked } from './member-filters.ts';
import { rowColumns } from './member-row-sql.ts';
import { collectedSort, sortOf, stretchesOf } from './member-sorts.ts';

/** Up to here a total is counted; beyond it is estimated. */
const exactUpTo = 10_000;
const samples = 1_000;
/** Its multiples spread evenly without a period, which codes that were given in a regular order would meet. */
const goldenRatio = '0.6180339887498949';

/** One page of members and its total, in one statement, so from one snapshot. The database goes one of two ways:
 *
 * - up to 10,000 members match: the best index gathers them; they are counted and sorted;
 * - more: the index of the order is walked until the page is full, and the total is estimated on a thousand members, evenly spread.
 *
 * A search that would find more than a tenth of all members is a test on the way, else the trigram index gathers.
 *
 * @returns rows `total`, `total_is_exact`, `sort_key`, and the columns of a row; where no member is left, one row whose `id` is null
 */
export function membersPage(
  workspaceId: string,
  asked: MembersAsked,
  ownSites: readonly string[] | null,
  last: SortKey | undefined,
): Bound {
  const values = new Values(workspaceId);
  const sort = sortOf(asked.sort);
  const conditions = conditionsOf(asked, ownSites, values);
  const limit = values.add(asked.limit + 1);
  const pattern = asked.q && `search_pattern(${values.add(asked.q)})`;
  const contains = pattern ? `coalesce(m.search like ${pattern}, false)` : 'true';
  const from =
    (sort.ofAccount ?? needsAccount(asked))
      ? 'account a join member m on m.workspace_id = a.workspace_id and m.id = a.member_id'
      : 'member m';
  // Row-level security compares with the setting, whose value the planner can't see; said again as a parameter, it knows how large this workspace is.
  const here = `m.workspace_id = $1${from === 'member m' ? '' : ' and a.workspace_id = $1'}`;

  const gathered = (how: string) =>
    `(select ${sort.id} as id, ${sort.key} as key from ${from} where ${[here, ...conditions.map(({ gather }) => gather), how].join(' and ')} limit ${exactUpTo + 1})`;
  // In one expression, so that the planner takes it for likely: here more than a tenth of all members pass.
  const passes = `coalesce(${[contains, ...conditions.map(({ test }) => test)].join(' and ')}, false)`;
  const sampled = (test: string) => `workspace_tally t cross join generate_series(1, ${samples}) n cross join lateral (
    select from ${from} where ${here} and m.user_code = user_code_of(1 + floor(mod(n * ${goldenRatio}, 1) * t.last_user_code)::bigint) and ${test} limit 1) one`;
  // What bounds the sort column shortens the walk.
  const walked = [here, ...conditions.filter(({ bounds }) => bounds === sort.key).map(({ gather }) => gather)].join(' and ');
  const isMany = `(select n from counted) > ${exactUpTo}`;
  const pages = [
    ...stretchesOf(collectedSort(sort), last, values).map(
      ({ where, orderBy }) => `(select id, key from matched where not ${isMany} and ${where} order by ${orderBy} limit ${limit})`,
    ),
    ...stretchesOf(sort, last, values).map(
      ({ where, orderBy }) =>
        `(select ${sort.id}, ${sort.key} from ${from} where ${walked} and ${isMany} and ${where} and ${passes} order by ${orderBy} limit ${limit})`,
    ),
  ];
  const way = sort.descends ? 'desc' : 'asc';
  const order = (row: string) => `${row}key is null, ${row}key ${way}, ${row}id ${way}`;
  const sql = `with ${
    pattern
      ? `frequent as materialized (select not search_is_indexed(${pattern}) or count(*) > ${samples / 10} as "is" from ${sampled(contains)}),
         matched as materialized (${gathered(`m.id in (select search_members(${pattern})) and not (select "is" from frequent)`)}
                                  union all ${gathered(`${contains} and (select "is" from frequent)`)}),`
      : `matched as materialized ${gathered('true')},`
  }
    counted as materialized (select count(*)::int as n from matched),
    estimated as materialized (select round(count(*)::numeric * t.last_user_code / ${samples}, -2)::int as n from ${sampled(passes)} where ${isMany} group by t.last_user_code),
    page as (select id, key from (${pages.join('\n union all ')}) pages order by ${order('')} limit ${limit})
    select greatest(c.n, e.n) as total, c.n <= ${exactUpTo} as total_is_exact, p.key::text as sort_key, shown.*
      from counted c left join estimated e on true left join page p on true
      left join lateral (select ${rowColumns} from member m left join account a on a.workspace_id = m.workspace_id and a.member_id = m.id where m.id = p.id) shown on true
     order by ${order('p.')}`;
  return { statement: sql, values: values.list };
}

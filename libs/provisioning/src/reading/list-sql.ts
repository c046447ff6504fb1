import type { Statement } from '@placet/platform';
import type { Attribute, Condition, Position, Sort } from '@placet/scim-protocol';
import { conditionSql, fold, isText } from './condition-sql.ts';
import type { Readable } from './readable.ts';
import type { SqlValues } from './sql-values.ts';

/** A statement with its values, named where the lanes have it prepared. */
export interface Bound {
  readonly statement: Statement | string;
  readonly values: readonly unknown[];
}

/** Who asks, and where the server is: `$1` and `$2` of every statement. */
export interface Seen {
  readonly connectionId: string | null;
  readonly base: string;
}

/** A kind of resource that can be listed. */
export interface Kind {
  readonly name: 'User' | 'Group';
  /** the rows that the connection sees */
  readonly from: string;
  readonly where: string;
  /** alias of the table that has `id`, `workspace_id`, `version` and `created_at` */
  readonly row: string;
  /** further columns of it that the answer needs, each after a comma */
  readonly more: string;
  readonly places: Readable;
}

/** What of a list is wanted. */
export interface Wanted {
  readonly filter?: Condition | undefined;
  readonly sort?: Sort | undefined;
  /** how many, and one more to see whether there are more */
  readonly limit: number;
  readonly offset?: number;
  /** behind this row */
  readonly after?: Position | undefined;
}

/** A row of a page's statement. */
export interface PageRow {
  readonly total: number;
  /** of the rows in the list of all users, as text; null in others */
  readonly shifts: string | null;
  /** the answers, joined by commas; null for none */
  readonly docs: string | null;
  readonly count: number;
  /** where the next page goes on; null on the last */
  readonly next: Position | null;
}

/** Everything that is found: `kind, workspace_id, id, version, created_at, key` and what the kind adds. */
export function foundSql(kind: Kind, { filter, sort }: Pick<Wanted, 'filter' | 'sort'>, values: SqlValues): string {
  const { row, from, where, more } = kind;
  const condition = filter ? ` and ${conditionSql(filter, kind.places, values)}` : '';
  return `select '${kind.name}' as kind, ${row}.workspace_id, ${row}.id, ${row}.version, ${row}.created_at, ${keySql(sort, kind.places)} as key${more}
    from ${from} where ${where}${condition}`;
}

/** What a list is sorted by, as it is compared; `null` where nothing is said. Not folded where case counts. */
function keySql(sort: Sort | undefined, places: Readable): string {
  if (!sort) return 'null::text';
  if (!sort.place) return 'null'; // of the type that the other kind has
  const { attribute, sub } = sort.place;
  const compared = (sub ?? attribute)!;
  if (!attribute!.multiValued || !sub) return comparable(places.single(sort.place), compared, places.folded?.(sort.place));
  const elements = places.elements(sort.place);
  return `(select ${comparable(elements.part(sub), compared)} from ${elements.rows} order by ${elements.order} limit 1)`;
}

function comparable(value: string, attribute: Attribute, folded = fold(value)): string {
  return isText(attribute) ? `(${attribute.caseExact ? value : folded}) collate "C"` : value;
}

function keyTypeOf({ place }: Sort): 'text' | 'boolean' | 'timestamptz' | 'numeric' {
  const compared = place?.sub ?? place?.attribute;
  if (!compared || isText(compared)) return 'text';
  return compared.type === 'boolean' ? 'boolean' : compared.type === 'dateTime' ? 'timestamptz' : 'numeric';
}

/** The order of a list: by creation unless something else is said. Missing values come last ascending, first descending, as PostgreSQL has it. */
export const orderSql = (sort: Sort | undefined): string =>
  sort ? `key ${sort.descending ? 'desc nulls first' : 'asc nulls last'}, id` : 'created_at, id';

/** Whether a row of what is found comes behind the last one of the page before. */
export function afterSql({ sort, after }: Pick<Wanted, 'sort' | 'after'>, values: SqlValues): string {
  if (!after) return 'true';
  const [key, id] = after;
  if (!sort) return `(created_at, id) > (${values.put(key, 'timestamptz')}, ${values.put(id, 'uuid')})`;
  const isBehind = `id > ${values.put(id, 'uuid')}`;
  if (key === null) return sort.descending ? `(key is not null or ${isBehind})` : `(key is null and ${isBehind})`;
  const last = values.put(key, keyTypeOf(sort) as 'text');
  return sort.descending
    ? `(key < ${last} or key = ${last} and ${isBehind})`
    : `(key > ${last} or key = ${last} and ${isBehind} or key is null)`;
}

/** A page of what is found, as `page`, and how many there are, as `t`: both of one snapshot. */
export function pageOfFound(found: string, wanted: Wanted, values: SqlValues): string {
  return `found as materialized (${found}),
   t as (select count(*)::int as total, null::bigint as shifts from found),
   ${pageCte(`select * from found where ${afterSql(wanted, values)} order by ${orderSql(wanted.sort)}`, wanted, values)}`;
}

/** Numbers the rows of a page from 1. @param rows in order */
export const pageCte = (rows: string, { sort, limit, offset = 0 }: Wanted, values: SqlValues): string =>
  `page as (select row_number() over (order by ${orderSql(sort)}) as n, f.* from (${rows} offset ${values.put(offset, 'bigint')} limit ${values.put(limit, 'bigint')}) f)`;

/** The statement of a page. @param docs rows `n, doc` of `page`, the answers as text. @param count most rows; one more of `page` tells that there are more */
export const pageSql = (ctes: readonly string[], docs: string, count: string, sort: Sort | undefined): string =>
  `with ${ctes.join(', ')}
   select t.total, t.shifts::text as shifts, d.docs, d.count,
          (select array[${sort ? 'key' : 'created_at'}::text, id::text] from page where n = ${count} and exists (select from page where n > ${count})) as next
     from t, (select string_agg(doc, ',' order by n) as docs, count(*)::int as count from (${docs}) d where n <= ${count}) d`;

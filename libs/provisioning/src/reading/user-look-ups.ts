import { statement, type Bound, type Statement } from '@placet/platform';
import { filterOf, type Condition } from '@placet/scim-protocol';
import { placetUserType } from '../placet-schemas.ts';
import { conditionSql } from './condition-sql.ts';
import type { PageRow, Seen } from './list-sql.ts';
import { SqlValues } from './sql-values.ts';
import { answerKey, answerText, groupEntries, isFresh, type AnswerRow } from './user-answer.ts';
import { gap } from './user-list-sql.ts';
import { userPlaces } from './user-places.ts';
import { isSeen, users } from './user-rows.ts';

/** More than anybody is found by one of his names; where there are more, they are listed as by any other filter. */
export const mostFound = 500;

/** What identity providers ask all day before they write: each finds somebody by an index. */
const asked = {
  id: `id eq "00000000-0000-0000-0000-000000000000"`,
  user_name: 'userName eq "x"',
  external_id: 'externalId eq "x"',
  email: 'emails.value eq "x"',
  work_email: 'emails[type eq "work"].value eq "x"',
};

interface LookUp {
  readonly withGroups: Statement;
  readonly withoutGroups: Statement;
}

/** By the condition's text: it is the same for every name. */
const known = new Map<string, LookUp>();

for (const [name, filter] of Object.entries(asked)) {
  const condition = conditionSql(filterOf(placetUserType, filter), userPlaces, new SqlValues(null, ''));
  const sql = (groups: string) =>
    `select m.id, m.version, case when ${isFresh(answerKey)} then du.answer end as answer, ${groups} as groups
       from ${users} where ${isSeen('m')} and ${condition} order by m.created_at, m.id limit ${mostFound + 1}`;
  known.set(condition, {
    withGroups: statement(`user_by_${name}`, sql(groupEntries), { isQuick: true }),
    withoutGroups: statement(`user_by_${name}_without_groups`, sql('null::text'), { isQuick: true }),
  });
}

/** The statement that finds users by one of their names, at most `mostFound + 1`: rows as `AnswerRow`. Undefined for every other filter. */
export function lookUp({ connectionId, base }: Seen, filter: Condition, withGroups: boolean): Bound | undefined {
  if (filter.kind !== 'compare' && filter.kind !== 'element') return undefined;
  const values = new SqlValues(connectionId, base);
  const found = known.get(conditionSql(filter, userPlaces, values));
  return found && { statement: withGroups ? found.withGroups : found.withoutGroups, values: values.all };
}

/** The first page of what was looked up. An answer that has to be made is a gap. */
export function pageOfLookUp(rows: readonly AnswerRow[], count: number, withGroups: boolean): PageRow {
  const shown = rows.slice(0, count);
  const docs = shown.map(({ answer, ...row }) => (answer === null ? gap + row.id + gap : answerText({ answer, ...row }, withGroups)));
  return { total: rows.length, shifts: null, docs: docs.join(',') || null, count: shown.length, next: null };
}

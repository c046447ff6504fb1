import { statement, type Statement } from '@placet/platform';
import type { Position } from '@placet/scim-protocol';
import { foundSql, pageCte, pageOfFound, pageSql, type Bound, type Kind, type Seen, type Wanted } from './list-sql.ts';
import { SqlValues } from './sql-values.ts';
import { answerKey, groupEntries, isFresh } from './user-answer.ts';
import { userPlaces } from './user-places.ts';
import { connection, isSeen, saidOf, users } from './user-rows.ts';

export const userKind: Kind = { name: 'User', from: users, where: isSeen('m'), row: 'm', more: ', m.managed_by', places: userPlaces };

/** Stands on both sides of an id where an answer has to be made: no JSON holds it. */
export const gap = '\u0001';

/** Whether anybody on the page is in a group at all: one look instead of one for each. */
const belong = `belong as (
  select exists (select from directory_group_member x where x.member_type = 'User' and x.member_id = any(array(select id from page))) as somebody)`;

/** What `userDocs` needs. */
export const userDocsCtes = (withGroups: boolean): string[] => [`k as (select ${answerKey} as key)`, ...(withGroups ? [belong] : [])];

/** Finished answers about the users in `page`, or gaps; with their groups where these are asked for. */
export const userDocs = (withGroups: boolean): string => {
  const answer = withGroups
    ? `case when (select somebody from belong) then coalesce(left(du.answer, -1) || ',"groups":[' || ${groupEntries} || ']}', du.answer) else du.answer end`
    : 'du.answer';
  return `select m.n, coalesce(case when ${isFresh('(select key from k)')} then ${answer} end, chr(1) || m.id || chr(1)) as doc
    from page m left join ${saidOf('m', 'du')}`;
};

/** A page of users that a filter finds or an order sorts. */
export function usersFound({ connectionId, base }: Seen, wanted: Wanted, count: number, withGroups: boolean): Bound {
  const values = new SqlValues(connectionId, base);
  const page = pageOfFound(foundSql(userKind, wanted, values), wanted, values);
  const sql = pageSql([page, ...userDocsCtes(withGroups)], userDocs(withGroups), values.put(count, 'bigint'), wanted.sort);
  return { statement: sql, values: values.all };
}

/** Where a page of all users begins: a row, and how many to pass over from there. */
export interface Beginning {
  /** as it was when the row was looked up; null for a row that stays where it is */
  readonly shifts: string | null;
  readonly at: Position;
  readonly offset: number;
  /** behind that row, which is the last of the page before */
  readonly isBehind?: boolean;
}

export const beforeAll: Position = ['-infinity', '00000000-0000-0000-0000-000000000000'];

/** A page from an anchor on never looks at more rows. Said as a number, it tells the planner how little it is: one plan serves every page. */
const nearby = 1_200;

/** A page of all users, in order of creation; nobody is counted. Where rows have shifted since `begin` was looked up, it is empty. */
export function allUsers(
  { connectionId, base }: Seen,
  begin: Beginning & { readonly limit: number },
  count: number,
  withGroups: boolean,
): Bound {
  const values = new SqlValues(connectionId, base);
  const shifts = values.put(begin.shifts, 'bigint');
  const [at, id] = [values.put(begin.at[0], 'timestamptz'), values.put(begin.at[1], 'uuid')];
  const rows = `select m.workspace_id, m.id, m.version, m.created_at, m.managed_by from member m
    where ${isSeen('m')} and (m.created_at, m.id) ${begin.isBehind ? '>' : '>='} (${at}, ${id}) and (${shifts} is null or (select shifts from t) = ${shifts})
    order by m.created_at, m.id`;
  const isNear = begin.offset + begin.limit <= nearby;
  const page = pageCte(isNear ? `select * from (${rows} limit ${nearby}) near` : rows, begin, values);
  const sql = pageSql([tally, page, ...userDocsCtes(withGroups)], userDocs(withGroups), values.put(count, 'bigint'), undefined);
  return { statement: prepared.get(sql) ?? sql, values: values.all };
}

const tally = `t as (
  select coalesce(sum(coalesce((users ->> '')::int, 0) + coalesce((users ->> ${connection}::text)::int, 0)), 0)::int as total, coalesce(max(shifts), 0) as shifts
    from directory_tally)`;

/** Where every `$2`nd of all users stands, from the row (`$3`, `$4`) on, and the shifts for which that holds. `$1` the connection. */
export const anchorsOfUsers = statement(
  'anchors_of_users',
  `select (select coalesce(max(shifts), 0)::text from directory_tally) as shifts,
          coalesce(array_agg(created_at::text order by n), '{}') as ats, coalesce(array_agg(id::text order by n), '{}') as ids
     from (select m.created_at, m.id, row_number() over (order by m.created_at, m.id) - 1 as n from member m
            where ${isSeen('m')} and (m.created_at, m.id) >= ($3::timestamptz, $4::uuid)) k
    where n % $2::bigint = 0`,
);

/** The list of all users is prepared on every lane: the statement that is put together for it is looked up by its text. */
const prepared = new Map<string, Statement>();
const nobody: Seen = { connectionId: null, base: '' };
for (const withGroups of [true, false]) {
  const keep = (name: string, { statement: sql }: Bound) =>
    prepared.set(sql as string, statement(`${name}${withGroups ? '' : '_without_groups'}`, sql as string));
  for (const [name, isBehind] of [
    ['all_users', false],
    ['all_users_behind', true],
  ] as const)
    keep(name, allUsers(nobody, { shifts: null, at: beforeAll, offset: 0, limit: 1, isBehind }, 1, withGroups));
}

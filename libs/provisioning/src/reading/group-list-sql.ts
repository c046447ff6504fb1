import { statement } from '@placet/platform';
import { groupAnswer, groupPlaces, groups, isPushed } from './group-rows.ts';
import { foundSql, pageOfFound, pageSql, type Bound, type Kind, type Seen, type Wanted } from './list-sql.ts';
import { SqlValues } from './sql-values.ts';
import { userDocs, userDocsCtes, userKind } from './user-list-sql.ts';
import { base } from './user-rows.ts';

export const groupKind: Kind = {
  name: 'Group',
  from: groups,
  where: isPushed,
  row: 'd',
  more: ', null::uuid as managed_by',
  places: groupPlaces,
};

const groupDocs = (withMembers: boolean): string =>
  `select p.n, ${groupAnswer(withMembers)} as doc from page p join directory_group d on d.workspace_id = p.workspace_id and d.id = p.id`;

/** A page of groups. */
export function groupsFound({ connectionId, base: url }: Seen, wanted: Wanted, count: number, withMembers: boolean): Bound {
  const values = new SqlValues(connectionId, url);
  const page = pageOfFound(foundSql(groupKind, wanted, values), wanted, values);
  return { statement: pageSql([page], groupDocs(withMembers), values.put(count, 'bigint'), wanted.sort), values: values.all };
}

/** What of a search over both kinds is wanted of one. */
export interface WantedOfBoth {
  readonly users: Wanted;
  readonly groups: Wanted;
  readonly withGroups: boolean;
  readonly withMembers: boolean;
}

/** A page of users and groups together, in one order. */
export function bothFound(
  { connectionId, base: url }: Seen,
  { users, groups: ofGroups, withGroups, withMembers }: WantedOfBoth,
  count: number,
): Bound {
  const values = new SqlValues(connectionId, url);
  const found = `${foundSql(userKind, users, values)} union all ${foundSql(groupKind, ofGroups, values)}`;
  const page = pageOfFound(found, { ...users, sort: users.sort?.place ? users.sort : ofGroups.sort }, values);
  const docs = `${userDocs(withGroups)} where m.kind = 'User' union all ${groupDocs(withMembers)} where p.kind = 'Group'`;
  const sql = pageSql([page, ...userDocsCtes(withGroups)], docs, values.put(count, 'bigint'), users.sort);
  return { statement: sql, values: values.all };
}

const one = (withMembers: boolean): string =>
  `select d.version, ${groupAnswer(withMembers)} as answer from directory_group d where d.id = $3::uuid and ${isPushed} and ${base} is not null`;

/** A group's `version` and `answer`. `$3` its id. */
export const readGroup = statement('read_group', one(true));
/** The same, and nobody looks at who is in it. */
export const readGroupWithoutMembers = statement('read_group_without_members', one(false));

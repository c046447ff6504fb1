import { statement } from '@placet/platform';
import { enterpriseSchema, userSchema } from '@placet/scim-protocol';
import { placetUserUrn, seatUrn } from '../placet-schemas.ts';
import {
  base,
  belongsTo,
  connection,
  groupsOf,
  holdingsOf,
  isActive,
  isSeen,
  managerRow,
  managerOf,
  productsOf,
  saidOf,
  shownName,
  sitesOf,
  told,
  users,
  worstStatus,
} from './user-rows.ts';

/** A change of the form of answers gets another number: what was made before is made anew. */
const form = 1;

/** What an answer depends on beyond rows of the workspace: its form, the server's address, what products are called. */
export const answerKey = `(select bit_xor(hashtext(p.code || ' ' || p.name)) # hashtext('${form} ' || ${base}) from product p)`;

const text = (value: string): string => `to_json(${value})::text`;
const named = (name: string, value: string): string => `'"${name}":' || ${value}`;
/** The members of an object without its brackets; null for none. */
const inside = (object: string): string => `nullif(substr(${object}::text, 2, length(${object}::text) - 2), '')`;

const enterprise = enterpriseSchema.urn;
const enterprisePart = `nullif(jsonb_strip_nulls((coalesce(r.a -> '${enterprise}', '{}') - 'manager') || jsonb_build_object('manager',
  (select jsonb_build_object('value', b.id, '$ref', ${base} || '/Users/' || b.id, 'displayName', ${shownName('b')}) from ${managerOf}))), '{}')`;

const placetPart = `jsonb_strip_nulls(jsonb_build_object(
  'userCode', m.user_code,
  'seniority', (select y.name from seniority y where y.workspace_id = m.workspace_id and y.id = m.seniority),
  'sites', (select jsonb_agg(jsonb_build_object('value', s.id, 'display', s.name, 'primary', case when s.id = m.default_site then true end) order by s.name, s.id) from ${sitesOf}),
  'products', (select jsonb_agg(jsonb_build_object('value', o.code, 'display', p.name) order by o.n) from ${productsOf}),
  'memberState', m.state))`;

const seatPart = `(select jsonb_strip_nulls(jsonb_build_object('status', ${worstStatus('held')}, 'holdings', (
    select jsonb_agg(jsonb_build_object('product', w.product, 'status', w.status, 'assignedAt', ${told('w.assigned_at')},
      'waitingSince', ${told('w.waiting_since')}, 'position', w.position, 'reason', w.reason) order by w.product) from held w))))`;

const meta = `'"meta":{"resourceType":"User","created":"' || ${told('m.created_at')} || '","lastModified":"' || ${told('m.updated_at')}
  || '","location":"' || ${base} || '/Users/' || m.id || '","version":"W/\\"' || m.version || '\\""}'`;

/** The whole answer as text, but for his groups. Values stay as they were sent. Over `users`, with `e.part` of the enterprise. */
const answer = `'{' || concat_ws(',',
  '"schemas":["${userSchema.urn}",' || case when e.part is null then '' else '"${enterprise}",' end || '"${placetUserUrn}","${seatUrn}"]',
  ${named('id', text('m.id'))}, ${named('externalId', text('du.external_id'))}, ${named('userName', text('m.username'))}, ${named('active', `${isActive}::text`)},
  ${inside(`(r.a - '${enterprise}' - '${placetUserUrn}')`)}, ${named(enterprise, 'e.part::text')},
  ${named(placetUserUrn, `${placetPart}::text`)}, ${named(seatUrn, `s.part::text`)}, ${meta}) || '}'`;

const ref = (kind: string, id: string): string => `'","$ref":"' || ${base} || '/${kind}/' || ${id} || '"'`;
/** One of his groups, as text. */
const groupEntry = `'{"value":"' || g.id || ${ref('Groups', 'g.id')} || ',"display":' || ${text('g.display_name')} || ',"type":"direct"}'`;
/** His groups, as text; null for none. Over `member m`. */
export const groupEntries = `(select string_agg(${groupEntry}, ',' order by g.display_key, g.id) from ${groupsOf})`;

/** Whether a finished answer still holds. Over `m` and `du`. @param key an expression that is worked out once, such as `answerKey` */
export const isFresh = (
  key: string,
): string => `du.answer_version = m.version and du.answer_key = ${key} and (du.answer_manager_id is null or exists (
  select from member b where b.workspace_id = m.workspace_id and b.id = du.answer_manager_id and b.version = du.answer_manager_version))`;

/** A statement with a user's groups, and the same where nobody asks for them: then they aren't read. */
const both = (name: string, sql: (groups: string) => string, kind?: { readonly isQuick: boolean }) => ({
  withGroups: statement(name, sql(groupEntries), kind),
  withoutGroups: statement(`${name}_without_groups`, sql('null::text'), kind),
});

/** A user's answer, as `GetUser` reads it: `answer` is null where it has to be made. `$3` the member. */
export const readAnswer = both(
  'read_user_answer',
  (groups) => `select m.id, m.version, case when ${isFresh(answerKey)} then du.answer end as answer, ${groups} as groups
     from member m left join ${saidOf('m', 'du')} where m.id = $3::uuid and ${isSeen('m')}`,
  { isQuick: true },
);

/** Makes answers and keeps those that will hold; whoever waits for a seat gets one for now. In a trip it comes last, after what has changed him.
 *
 * `$3` ids. One row each: `id, version, answer, groups`; none for whom the connection doesn't see. Nobody is waited for: where a row is being changed,
 * or has changed since it was read, the answer is given and not kept.
 */
export const keepAnswers = both(
  'keep_user_answers',
  (groups) => `with made as (
     select m.id, m.workspace_id, m.version, du.xmin as seen, b.id as manager_id, b.version as manager_version, ${answer} as answer, ${groups} as groups,
            s.part -> 'status' not in ('"waiting"', '"refused"') as will_hold
       from ${users}
       left join lateral (select b.id, b.version from ${managerRow}) b on true
       cross join lateral (select ${enterprisePart} as part) e
       cross join lateral (with held as materialized (select * from ${holdingsOf} h) select ${seatPart} as part) s
      where m.id = any($3::uuid[]) and ${isSeen('m')}),
   free as (select d.member_id from directory_user d where d.member_id in (select id from made where will_hold and seen is not null) for update skip locked),
   kept as (
     update directory_user d set answer = m.answer, answer_version = m.version, answer_key = ${answerKey}, answer_manager_id = m.manager_id, answer_manager_version = m.manager_version
       from made m join free f on f.member_id = m.id where d.workspace_id = m.workspace_id and d.member_id = m.id and d.xmin = m.seen and ${belongsTo('d', connection)})
   select id, version, answer, groups from made`,
);

/** A row of the two. */
export interface AnswerRow {
  readonly id: string;
  readonly version: number;
  readonly answer: string | null;
  readonly groups: string | null;
}

/** @returns the whole text. @param withGroups whether they are asked for */
export const answerText = ({ answer, groups }: AnswerRow & { readonly answer: string }, withGroups = true): string =>
  groups !== null && withGroups ? `${answer.slice(0, -1)},"groups":[${groups}]}` : answer;

import { displayName, type MemberState } from '@placet/contracts';
import { NotFound, type Actor, type MemberId } from '@placet/kernel';
import { statement, type WorkspaceEm } from '@placet/platform';
import { answerOf, enterpriseSchema, userType, type Resource } from '@placet/scim-protocol';

/** A member as one connection sees him. */
export interface SeenUser {
  readonly memberId: MemberId;
  readonly state: MemberState;
  readonly isManaged: boolean;
  readonly email: string | null;
  /** as the directory sent it; of a member whom nobody manages, as it follows from his profile */
  readonly resource: Resource;
  readonly manager?: { readonly value: string; readonly displayName: string } | undefined;
  readonly version: number;
  readonly created: Date;
  readonly lastModified: Date;
}

/** Whom a connection sees: members that it keeps, and those whom nobody keeps. Never clients, nor whom a directory has deleted once.
 *
 * @param connection an expression of uuid; over rows `m` of member and `du` of directory_user
 */
const isVisible = (m: string, du: string, connection: string): string =>
  `${m}.kind <> 'client' and ${m}.state <> 'erased' and ${m}.username is not null
   and (${m}.managed_by is null or ${m}.managed_by = ${connection}) and ${du}.deleted_at is null`;

/** `$1` is the connection. */
export const visibleUsers = `member m left join directory_user du on du.workspace_id = m.workspace_id and du.member_id = m.id
  where ${isVisible('m', 'du', '$1::uuid')}`;

const columns = `m.id, m.username, m.first_name, m.last_name, m.email, m.job_title, m.state, m.managed_by is not null as is_managed, m.version,
  m.created_at, m.updated_at, du.external_id, du.active, du.attributes,
  (select jsonb_build_object('id', b.id, 'first_name', b.first_name, 'last_name', b.last_name, 'username', b.username, 'state', b.state)
     from member b left join directory_user bd on bd.workspace_id = b.workspace_id and bd.member_id = b.id
    where b.workspace_id = m.workspace_id and b.id = (du.attributes -> '${enterpriseSchema.urn}' -> 'manager' ->> 'value')::uuid
      and ${isVisible('b', 'bd', '$1::uuid')}) as manager`;

/** Rows for `ids`, a subquery of member ids; `$1` is the connection. */
export const seenRows = (ids: string): string =>
  `select ${columns} from member m left join directory_user du on du.workspace_id = m.workspace_id and du.member_id = m.id where m.id in (${ids})`;

const oneSeen = statement('directory_user_seen', `select ${columns} from ${visibleUsers} and m.id = $2`);
const lockOne = statement('lock_directory_user', 'select id from member where id = $1 for update');

interface Named {
  readonly first_name: string;
  readonly last_name: string;
  readonly username: string | null;
  readonly state: MemberState;
}

/** A row of `seenRows`. */
export interface SeenRow extends Named {
  readonly id: MemberId;
  readonly username: string;
  readonly email: string | null;
  readonly job_title: string | null;
  readonly is_managed: boolean;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly external_id: string | null;
  readonly active: boolean | null;
  readonly attributes: Resource | null;
  readonly manager: (Named & { readonly id: string }) | null;
}

/** @throws NotFound also for another connection's member, a deleted one, and one who never was */
export async function seenUser(em: WorkspaceEm, actor: Actor, memberId: MemberId): Promise<SeenUser> {
  const [row] = await em.execute<SeenRow>(oneSeen, [actor.id, memberId]);
  if (!row) throw new NotFound('user');
  return seen(row);
}

/** Locks him first: what is read after the wait is what the other one wrote. */
export async function lockedUser(em: WorkspaceEm, actor: Actor, memberId: MemberId): Promise<SeenUser> {
  await em.execute(lockOne, [memberId]);
  return seenUser(em, actor, memberId);
}

const switchedOff: readonly MemberState[] = ['inactive', 'banned', 'refused'];

/** @returns the row as SCIM has it */
export function seen(row: SeenRow): SeenUser {
  const { external_id: externalId, manager } = row;
  const active = row.active ?? !switchedOff.includes(row.state);
  return {
    memberId: row.id,
    state: row.state,
    isManaged: row.is_managed,
    email: row.email,
    resource: { ...(externalId === null ? {} : { externalId }), userName: row.username, active, ...(row.attributes ?? profileOf(row)) },
    manager: manager ? { value: manager.id, displayName: nameOf(manager) } : undefined,
    version: row.version,
    created: row.created_at,
    lastModified: row.updated_at,
  };
}

const nameOf = ({ first_name, last_name, username, state }: Named): string =>
  displayName({ firstName: first_name, lastName: last_name, username, state }, 'en');

/** What no directory has sent. */
function profileOf({ first_name, last_name, email, job_title }: SeenRow): Resource {
  const name = { ...(last_name ? { familyName: last_name } : {}), ...(first_name ? { givenName: first_name } : {}) };
  return {
    ...(first_name || last_name ? { name } : {}),
    ...(job_title ? { title: job_title } : {}),
    ...(email ? { emails: [{ value: email, type: 'work', primary: true }] } : {}),
  };
}

/** The answer about a user, whole. A manager who isn't there any more is none. */
export function userAnswer(user: SeenUser, baseUrl: string): Resource {
  const { memberId: id, manager, created, lastModified, version } = user;
  const { [enterpriseSchema.urn]: enterprise, ...core } = user.resource;
  const { manager: _sent, ...others } = (enterprise ?? {}) as Resource;
  const told = manager ? { ...others, manager: { ...manager, $ref: `${baseUrl}${userType.endpoint}/${manager.value}` } } : others;
  const resource = Object.keys(told).length ? { ...core, [enterpriseSchema.urn]: told } : core;
  return answerOf(userType, resource, { id, created, lastModified, version, baseUrl });
}

import type { MemberState } from '@placet/contracts';
import { NotFound, type Actor, type MemberId } from '@placet/kernel';
import { statement, type WorkspaceEm } from '@placet/platform';
import type { Resource } from '@placet/scim-protocol';
import { isSeen, saidOf } from './user-rows.ts';

/** A member as one connection sees him, for what changes him. */
export interface SeenUser {
  readonly memberId: MemberId;
  readonly state: MemberState;
  readonly isManaged: boolean;
  readonly email: string | null;
  /** as the directory sent it; of a member whom nobody manages, as it follows from his profile */
  readonly resource: Resource;
  readonly version: number;
  readonly created: Date;
  readonly lastModified: Date;
}

/** `$1` is the connection. */
export const visibleUsers = `member m left join ${saidOf('m', 'du')} where ${isSeen('m')}`;

const columns = `m.id, m.username, m.first_name, m.last_name, m.email, m.job_title, m.state, m.managed_by is not null as is_managed, m.version,
  m.created_at, m.updated_at, du.external_id, du.active, du.attributes`;

const oneSeen = statement('directory_user_seen', `select ${columns} from ${visibleUsers} and m.id = $2`);
const lockOne = statement('lock_directory_user', 'select id from member where id = $1 for update');

/** A row of these columns. */
interface SeenRow {
  readonly first_name: string;
  readonly last_name: string;
  readonly state: MemberState;
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

function seen(row: SeenRow): SeenUser {
  const { external_id: externalId } = row;
  const active = row.active ?? !switchedOff.includes(row.state);
  return {
    memberId: row.id,
    state: row.state,
    isManaged: row.is_managed,
    email: row.email,
    resource: { ...(externalId === null ? {} : { externalId }), userName: row.username, active, ...(row.attributes ?? profileOf(row)) },
    version: row.version,
    created: row.created_at,
    lastModified: row.updated_at,
  };
}

/** What no directory has sent. */
function profileOf({ first_name, last_name, email, job_title }: SeenRow): Resource {
  const name = { ...(last_name ? { familyName: last_name } : {}), ...(first_name ? { givenName: first_name } : {}) };
  return {
    ...(first_name || last_name ? { name } : {}),
    ...(job_title ? { title: job_title } : {}),
    ...(email ? { emails: [{ value: email, type: 'work', primary: true }] } : {}),
  };
}

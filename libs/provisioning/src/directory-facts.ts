import type { Actor, MemberId } from '@placet/kernel';
import { statement, type WorkspaceEm } from '@placet/platform';
import { invalidValue, type Resource } from '@placet/scim-protocol';
import { managerOf } from './person.ts';
import { visibleUsers } from './reading/seen-user.ts';

/** `$1` member, `$2` connection, `$3` externalId, `$4` active, `$5` everything else. */
const keep = statement(
  'keep_directory_user',
  `insert into directory_user (workspace_id, member_id, connection_id, external_id, active, attributes)
   values (current_setting('app.workspace_id')::uuid, $1, $2, $3, $4, $5)
   on conflict (workspace_id, member_id) do update set connection_id = excluded.connection_id, external_id = excluded.external_id,
     active = excluded.active, attributes = excluded.attributes`,
);

/** `$1` member, `$2` now. */
const deleted = statement(
  'directory_user_deleted',
  `with gone as (update directory_user set deleted_at = $2 where member_id = $1)
   update member set directory_deleted = true where id = $1`,
);

const managerSeen = statement('directory_manager_seen', `select m.id from ${visibleUsers} and m.id = $2`);

/** Writes what a directory says of a member, beside the member himself and in his transaction. */
export async function keepFacts(em: WorkspaceEm, { id: connectionId }: Actor, memberId: MemberId, resource: Resource): Promise<void> {
  const { userName: _members, externalId, active, ...attributes } = resource;
  await em.execute(keep, [memberId, connectionId, externalId ?? null, active, JSON.stringify(attributes)]);
}

/** From now on no directory sees him any more. */
export const forget = (em: WorkspaceEm, memberId: MemberId, now: Date): Promise<unknown> => em.execute(deleted, [memberId, now]);

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** A new manager is somebody whom the connection sees; an old one may be gone since. @throws ScimError invalidValue */
export async function checkManager(em: WorkspaceEm, actor: Actor, resource: Resource, before?: Resource): Promise<void> {
  const manager = managerOf(resource);
  if (manager === undefined || (before && managerOf(before) === manager)) return;
  const [found] = isUuid(manager) ? await em.execute(managerSeen, [actor.id, manager]) : [];
  if (!found) throw invalidValue('manager names nobody of this workspace.');
}

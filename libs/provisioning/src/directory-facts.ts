import type { Actor, MemberId } from '@placet/kernel';
import type { SaidByDirectory } from '@placet/members';
import { statement, type WorkspaceEm } from '@placet/platform';
import { invalidValue, type Resource } from '@placet/scim-protocol';
import { placetUserUrn } from './placet-schemas.ts';
import { addressesOf, managerOf } from './person.ts';
import { visibleUsers } from './reading/seen-user.ts';

/** `$1` member, `$2` connection, `$3` externalId, `$4` active, `$5` everything else, `$6` addresses as rows. */
const keep = statement(
  'keep_directory_user',
  `with e as (select * from jsonb_to_recordset($6::jsonb) as e(position int, value text, type text, is_primary boolean)),
    gone as (delete from directory_email d where d.member_id = $1 and not exists (select from e where e.position = d.position)),
    addressed as (
      insert into directory_email as d (workspace_id, member_id, position, value, type, is_primary)
      select current_setting('app.workspace_id')::uuid, $1, e.position, e.value, e.type, e.is_primary from e
      on conflict (workspace_id, member_id, position) do update set value = excluded.value, type = excluded.type, is_primary = excluded.is_primary
       where (d.value, d.type, d.is_primary) is distinct from (excluded.value, excluded.type, excluded.is_primary))
   insert into directory_user (workspace_id, member_id, connection_id, external_id, active, attributes)
   values (current_setting('app.workspace_id')::uuid, $1, $2, $3, $4, $5)
   on conflict (workspace_id, member_id) do update set connection_id = excluded.connection_id, external_id = excluded.external_id,
     active = excluded.active, attributes = excluded.attributes`,
);

const managerSeen = statement('directory_manager_seen', `select m.id from ${visibleUsers} and m.id = $2`);

/** What is kept of a resource beside the member's own fields: as it was sent, with the addresses as rows that are matched on. */
export function saidBy(resource: Resource): SaidByDirectory {
  const { userName: _members, [placetUserUrn]: _too, externalId, active, ...attributes } = resource;
  return {
    externalId: (externalId as string | undefined) ?? null,
    active: active !== false,
    attributes,
    emails: addressesOf(resource),
  };
}

/** Writes what a directory says of a member, beside the member himself and in his transaction. */
export async function keepFacts(em: WorkspaceEm, { id: connectionId }: Actor, memberId: MemberId, resource: Resource): Promise<void> {
  const { externalId, active, attributes, emails } = saidBy(resource);
  await em.execute(keep, [memberId, connectionId, externalId, active, JSON.stringify(attributes), JSON.stringify(emails)]);
}

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

const unknownManager = () => invalidValue('manager names nobody of this workspace.');

/** The id of a new user's manager; whether the connection sees him is the fact's to say. @throws ScimError invalidValue */
export function managerIdOf(resource: Resource): string | undefined {
  const manager = managerOf(resource);
  if (manager !== undefined && !isUuid(manager)) throw unknownManager();
  return manager;
}

/** A new manager is somebody whom the connection sees; an old one may be gone since. @throws ScimError invalidValue */
export async function checkManager(em: WorkspaceEm, actor: Actor, resource: Resource, before?: Resource): Promise<void> {
  const manager = managerOf(resource);
  if (manager === undefined || (before && managerOf(before) === manager)) return;
  const [found] = isUuid(manager) ? await em.execute(managerSeen, [actor.id, manager]) : [];
  if (!found) throw unknownManager();
}

import type { Actor, MemberId } from '@placet/kernel';
import { ChangeGrants } from '@placet/members';
import { statement, type Bus, type WorkspaceEm } from '@placet/platform';

/** `$1` member. Groups come before pools and members (lock order). */
const lockGroupsOf = statement(
  'lock_directory_groups_of',
  `select id from directory_group where id in (select group_id from directory_group_member where member_id = $1 and member_type = 'User') order by id for update`,
);

/** `$1` member, `$2` now. */
const leave = statement(
  'leave_directory_groups',
  `with gone as (delete from directory_group_member where member_id = $1 and member_type = 'User' returning workspace_id, group_id)
   update directory_group d set version = version + 1, updated_at = $2 from gone where d.workspace_id = gone.workspace_id and d.id = gone.group_id returning d.id`,
);

/** `$1` member. What he has by mappings alone; from here on they give him nothing. */
const forgetGrants = statement(
  'forget_directory_grants',
  `with gone as (delete from directory_grant where member_id = $1 returning kind, value, is_refused or was_there as is_his)
   select array(select distinct value from gone where kind = 'group' and not is_his) as groups,
          array(select distinct value from gone where kind = 'product' and not is_his) as products,
          array(select distinct value from gone where kind = 'site' and not is_his) as sites`,
);

/** Waits for everybody who changes the groups that a user is in, before anything else of his is locked. */
export const lockHisGroups = (em: WorkspaceEm, memberId: MemberId): Promise<unknown> => em.execute(lockGroupsOf, [memberId]);

/** A user whom the directory deletes leaves all groups, and loses what they gave him (RFC 7644 §3.6, scim.md §7). After `lockHisGroups`. */
export async function leaveAllGroups(em: WorkspaceEm, bus: Bus, actor: Actor, memberId: MemberId, now: Date): Promise<void> {
  const left = await em.execute<{ id: string }>(leave, [memberId, now]);
  for (const { id } of left) {
    const facts = { added: [], joined: 0, removed: [memberId], left: 1 };
    em.record({ type: 'directory_group.edited', subject: { kind: 'directory_group', id }, facts });
  }
  const [had] = await em.execute<{ groups: string[]; products: string[]; sites: string[] }>(forgetGrants, [memberId]);
  if (!had || had.groups.length + had.products.length + had.sites.length === 0) return;
  const nothing = { groupIds: [], products: [], siteIds: [] };
  const takes = { groupIds: had.groups, products: had.products, siteIds: had.sites };
  await bus.execute(new ChangeGrants(actor, memberId, nothing, takes, 'wait'));
}

/** `$1` member. */
const mappedGroupsOf = statement(
  'mapped_groups_of',
  `select gm.group_id as id from directory_group_member gm join directory_mapping m on m.workspace_id = gm.workspace_id and m.directory_group_id = gm.group_id
    where gm.member_id = $1 and gm.member_type = 'User'`,
);

/** Somebody whom the directory takes over gets what its groups give: their processes look, since he is locked already and groups come first. */
export async function followHisGroups(em: WorkspaceEm, memberId: MemberId): Promise<void> {
  for (const { id } of await em.execute<{ id: string }>(mappedGroupsOf, [memberId])) {
    const pokes = [`directory-group/${id}`];
    em.record({
      type: 'directory_group.followed',
      subject: { kind: 'directory_group', id },
      facts: { brought: 0, left: 1, refused: 0 },
      pokes,
    });
  }
}

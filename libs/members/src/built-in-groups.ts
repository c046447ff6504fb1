import { builtInGroups, keysOf, type BuiltInGroup } from '@placet/contracts';
import { Ids } from '@placet/kernel';
import type { WorkspaceEm } from '@placet/platform';

const names: Record<BuiltInGroup, string> = {
  owner: 'Owner',
  administrator: 'Administrator',
  billing: 'Billing',
  site_manager: 'Site manager',
  approver: 'Approver',
  auditor: 'Auditor',
  member: 'Member',
};

/** Gives a new workspace the groups of `product.md` §14. @returns the id of each */
export async function addBuiltInGroups(em: WorkspaceEm, ids: Ids): Promise<Record<BuiltInGroup, string>> {
  const rows = (Object.keys(builtInGroups) as BuiltInGroup[]).map((code) => ({
    id: ids.next(),
    name: names[code],
    built_in: code,
    permissions: keysOf(code),
    rank: builtInGroups[code].rank,
    sites_only: builtInGroups[code].sitesOnly,
  }));
  await em.execute(
    `insert into user_group (workspace_id, id, name, built_in, permissions, rank, sites_only)
     select $1, id, name, built_in, permissions, rank, sites_only
       from jsonb_to_recordset($2::jsonb) as r(id uuid, name text, built_in text, permissions text[], rank int, sites_only boolean)`,
    [em.workspaceId, JSON.stringify(rows)],
  );
  return Object.fromEntries(rows.map(({ id, built_in }) => [built_in, id])) as Record<BuiltInGroup, string>;
}

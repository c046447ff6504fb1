/** The typed catalogue of what a member may be allowed to do (`product.md` words: permission, group, rank). Free of Zod: the console imports it. */

/** Built-in groups, their rank (0 to 100) and whether their rights reach only the member's own sites. */
export const builtInGroups = {
  owner: { rank: 100, sitesOnly: false },
  administrator: { rank: 80, sitesOnly: false },
  billing: { rank: 40, sitesOnly: false },
  site_manager: { rank: 40, sitesOnly: true },
  approver: { rank: 40, sitesOnly: false },
  auditor: { rank: 40, sitesOnly: false },
  member: { rank: 10, sitesOnly: false },
} as const;
export type BuiltInGroup = keyof typeof builtInGroups;

const everyone: BuiltInGroup[] = ['owner', 'administrator', 'billing', 'site_manager', 'approver', 'auditor', 'member'];
const admins: BuiltInGroup[] = ['owner', 'administrator'];
const siteStaff: BuiltInGroup[] = [...admins, 'site_manager'];
const readers: BuiltInGroup[] = [...siteStaff, 'auditor'];

/** Each permission key with the built-in groups that hold it. A new key gets its sentence in the console's catalogues, en and fr. */
export const permissionCatalogue = {
  'owners.manage': ['owner'],
  'members.ban': admins,
  'members.signOut': admins,
  'groups.manage': admins,
  'sites.manage': admins,
  'policies.manage': admins,
  'workspace.manage': admins,
  'directory.manage': admins,
  'directory.read': [...admins, 'auditor'],
  'policies.read': [...admins, 'auditor'],
  'audit.read': [...admins, 'auditor'],
  'members.add': siteStaff,
  'members.edit': siteStaff,
  'members.deactivate': siteStaff,
  'members.resetSecret': siteStaff,
  'invitations.manage': siteStaff,
  'members.read': readers,
  'groups.read': readers,
  'sites.read': readers,
  'seats.read': [...readers, 'billing', 'approver'],
  'me.read': everyone,
} as const satisfies Record<string, BuiltInGroup[]>;

/** One key of the catalogue, such as `members.ban`. */
export type Permission = keyof typeof permissionCatalogue;
export const permissions = Object.keys(permissionCatalogue) as [Permission, ...Permission[]];

/** A key's rank is that of the lowest built-in group that holds it (`product.md` §14). */
export const permissionRank = (key: Permission): number => Math.min(...permissionCatalogue[key].map((group) => builtInGroups[group].rank));

/** A group's rank is its highest key's; 0 for a group without keys. */
export const groupRank = (keys: readonly Permission[]): number => Math.max(0, ...keys.map(permissionRank));

/** The keys that a built-in group holds, in the catalogue's order. */
export const keysOf = (group: BuiltInGroup): Permission[] =>
  permissions.filter((key) => (permissionCatalogue[key] as readonly BuiltInGroup[]).includes(group));

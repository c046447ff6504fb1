import { permissionRank, permissions } from '@placet/contracts';
import { PermissionMissing, type Actor } from '@placet/kernel';

/** How far the actor's right reaches, as the facts take it: his rank, and his own sites where the right ends at them.
 *
 * @throws PermissionMissing where he does not hold it; operator, system and directory act by their door's own right
 */
export function reachOf(actor: Actor, permission: string): { max_rank: number; own_sites: readonly string[] | null } {
  if (actor.kind !== 'member') return { max_rank: actor.rank, own_sites: null };
  const reach = actor.permissions.get(permission);
  if (!reach) throw new PermissionMissing(permission);
  return { max_rank: actor.rank, own_sites: reach === 'own_sites' ? actor.siteIds : null };
}

/** What everybody has, and so may give. */
const everybodys: readonly string[] = permissions.filter((key) => permissionRank(key) <= 10);

/** The keys that an actor may give on with a group, for the whole workspace and for own sites: those that he has, no further than he has them
 *  (`product.md` §2.3). No limit but the rank for operator, system and directory, who act by their door's own right.
 */
export function grantsOf({ kind, permissions: own }: Actor): { gives?: readonly string[]; gives_on_sites?: readonly string[] } {
  if (kind !== 'member') return {};
  const held = [...own];
  return {
    gives: [...everybodys, ...held.filter(([, reach]) => reach === 'workspace').map(([key]) => key)],
    gives_on_sites: [...everybodys, ...held.map(([key]) => key)],
  };
}

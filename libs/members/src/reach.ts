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

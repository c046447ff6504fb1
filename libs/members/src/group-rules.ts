import { groupRank, permissionRank, type Permission } from '@placet/contracts';
import { PermissionMissing, RankTooLow, type Actor } from '@placet/kernel';

/** Nobody grants more than he has: no key that he lacks, none for the whole workspace that he holds for his own sites only, none above his rank.
 *
 * @returns the rank of a group with these keys
 * @throws PermissionMissing naming the key, RankTooLow
 */
export function mayGrant(actor: Actor, keys: readonly Permission[], sitesOnly: boolean): number {
  for (const key of keys) {
    const reach = actor.permissions.get(key);
    if (!reach || (reach === 'own_sites' && !sitesOnly)) throw new PermissionMissing(key);
    if (permissionRank(key) > actor.rank) throw new RankTooLow(permissionRank(key), actor.rank);
  }
  return groupRank(keys);
}

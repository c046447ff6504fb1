import { builtInGroups } from '@placet/contracts';
import { canonicalEmail } from '@placet/identity';
import type { Actor, MemberId } from '@placet/kernel';
import { statement, type WorkspaceEm } from '@placet/platform';
import { sameText, type Resource } from '@placet/scim-protocol';
import type { ConnectionSettings } from './connection-settings.ts';
import { AdoptionRefused } from './provisioning-errors.ts';
import type { SeenUser } from './reading/seen-user.ts';

/** The first write to a member whom nobody manages takes him over: only with an address in a verified domain, and not together with another
 * username or address. Who stands above a plain member is refused by rank, as everywhere.
 *
 * @param verifiedDomains in any of which his address has to be; null: an administrator has named him
 * @param after absent for a delete
 * @throws AdoptionRefused
 * @see scim.md §3
 */
export function mayBeTakenOver({ email, resource }: SeenUser, verifiedDomains: readonly string[] | null, after?: Resource): void {
  const domain = (email === null ? undefined : canonicalEmail(email))?.split('@').at(-1);
  if (verifiedDomains && (domain === undefined || !verifiedDomains.some((verified) => verified.toLowerCase() === domain))) {
    throw new AdoptionRefused('email_not_in_verified_domain');
  }
  if (after && (after['userName'] !== resource['userName'] || addresses(after) !== addresses(resource))) {
    throw new AdoptionRefused('changes_username_or_email');
  }
}

const addresses = (resource: Resource): string =>
  sameText(
    ((resource['emails'] ?? []) as { value?: string }[]).map(({ value = '' }) => value.toLowerCase()).toSorted((a, b) => (a < b ? -1 : 1)),
  );

/** `$1` connection, `$2` member, `$3` rank. Whether an administrator has named him; whether he stands higher by nothing but what groups of this
 *  connection give him. */
const standing = statement(
  'directory_standing',
  `with higher as (
     select exists (
         select from directory_grant d join directory_group o on o.workspace_id = d.workspace_id and o.id = d.directory_group_id
          where d.workspace_id = gm.workspace_id and d.member_id = gm.member_id and d.kind = 'group' and d.value = gm.group_id::text
            and not d.was_there and not d.is_refused and o.connection_id = $1) as is_given
       from group_member gm join user_group g on g.workspace_id = gm.workspace_id and g.id = gm.group_id
      where gm.member_id = $2 and g.rank > $3)
   select exists (select from directory_adoption where connection_id = $1 and member_id = $2) as is_named,
          coalesce((select bool_and(is_given) from higher), false) as is_raised`,
);

/** Who acts for a connection on a member, and in which domains his address has to be. Somebody whom an administrator has named is changed whatever his
 * rank and his address, as long as he is no owner; whom the connection's own groups have raised, whatever rank they gave him; every other one as a
 * plain member's equal.
 */
export async function actingOn(
  em: WorkspaceEm,
  actor: Actor,
  memberId: MemberId,
  { verified_domains: domains }: ConnectionSettings,
): Promise<{ readonly acting: Actor; readonly domains: readonly string[] | null }> {
  const [stands] = await em.execute<{ is_named: boolean; is_raised: boolean }>(standing, [actor.id, memberId, actor.rank]);
  const belowOwners = { ...actor, rank: builtInGroups.owner.rank - 1 };
  return { acting: stands?.is_named || stands?.is_raised ? belowOwners : actor, domains: stands?.is_named ? null : domains };
}

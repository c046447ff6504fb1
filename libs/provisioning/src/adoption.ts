import { canonicalEmail } from '@placet/identity';
import { sameText, type Resource } from '@placet/scim-protocol';
import { AdoptionRefused } from './provisioning-errors.ts';
import type { SeenUser } from './reading/seen-user.ts';

/** The first write to a member whom nobody manages takes him over: only with an address in a verified domain, and not together with another
 * username or address. Who stands above a plain member is refused by rank, as everywhere.
 *
 * @param after absent for a delete
 * @throws AdoptionRefused
 * @see scim.md §3
 */
export function mayBeTakenOver({ email, resource }: SeenUser, verifiedDomains: readonly string[], after?: Resource): void {
  const domain = (email === null ? undefined : canonicalEmail(email))?.split('@').at(-1);
  if (domain === undefined || !verifiedDomains.some((verified) => verified.toLowerCase() === domain)) {
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

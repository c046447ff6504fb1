import { canonicalEmail } from '@placet/identity';
import { InvalidField } from '@placet/kernel';
import { e164, type DirectoryProfile } from '@placet/members';
import { enterpriseSchema, type Resource } from '@placet/scim-protocol';

type Element = { readonly value?: string; readonly type?: string; readonly primary?: boolean };

const elements = (resource: Resource, name: string): readonly Element[] => (resource[name] as readonly Element[] | undefined) ?? [];

/** Every field of a member that a directory speaks of; a language only where the workspace has it. */
export type WholeProfile = Required<Omit<DirectoryProfile, 'language'>> & { readonly language: string | undefined };

/** What a member's own fields become from what a directory says; `null` clears. Everything else is kept as the directory's attribute.
 *
 * @param languages enabled in the workspace; another one keeps what is
 */
export function profileOf(resource: Resource, languages: readonly string[]): WholeProfile {
  const name = (resource['name'] ?? {}) as { givenName?: string; familyName?: string };
  return {
    username: resource['userName'] as string,
    firstName: name.givenName ?? '',
    lastName: name.familyName ?? '',
    email: addressOf(resource),
    jobTitle: (resource['title'] as string | undefined) ?? null,
    mobile: mobileOf(elements(resource, 'phoneNumbers').find(({ type }) => type?.toLowerCase() === 'mobile')?.value),
    language: languages.find((language) => languageOf(resource) === language),
  };
}

/** Addresses as rows, in their order; as they were sent. */
export const addressesOf = (resource: Resource): { position: number; value: string; type: string | null; is_primary: boolean }[] =>
  elements(resource, 'emails').flatMap(({ value, type, primary }, position) =>
    value ? [{ position, value, type: type ?? null, is_primary: primary === true }] : [],
  );

/** The primary address, else the one of work, else the first; Entra may send none and mean the username. */
function addressOf(resource: Resource): string | null {
  const emails = elements(resource, 'emails').filter(({ value }) => value);
  const chosen = emails.find(({ primary }) => primary) ?? emails.find(({ type }) => type?.toLowerCase() === 'work') ?? emails[0];
  const username = resource['userName'] as string;
  return chosen?.value ?? (username.includes('@') ? username : null);
}

/** Whether a mail can go there. */
export const isMailable = (email: string | null): boolean => email !== null && canonicalEmail(email) !== undefined;

/** Kept as sent in the directory's attributes; a member's own field only takes what can be dialled. */
function mobileOf(given: string | undefined): string | null {
  try {
    return e164(given);
  } catch (error) {
    if (error instanceof InvalidField) return null;
    throw error;
  }
}

const languageOf = (resource: Resource): string | undefined =>
  ((resource['preferredLanguage'] ?? resource['locale']) as string | undefined)?.slice(0, 2).toLowerCase();

/** @returns only what the second says differently */
export const changesBetween = (before: WholeProfile, after: WholeProfile): DirectoryProfile =>
  Object.fromEntries(Object.entries(after).filter(([field, value]) => value !== before[field as keyof WholeProfile]));

/** The member whom the directory names as manager, by id. */
export const managerOf = (resource: Resource): string | undefined =>
  ((resource[enterpriseSchema.urn] as Resource | undefined)?.['manager'] as { value?: string } | undefined)?.value;

export type Language = 'en' | 'fr';
export type MemberState = 'invited' | 'pending' | 'waiting' | 'active' | 'inactive' | 'banned' | 'refused' | 'erased';

/** What a name is made of. `state` decides the addition; an empty name falls back to the username. */
export interface Named {
  firstName?: string | null;
  lastName?: string | null;
  username?: string | null;
  state: MemberState;
}

const inactive: Record<Language, string> = { en: 'inactive', fr: 'inactif' };
const erased: Record<Language, string> = { en: 'Erased member', fr: 'Utilisateur effacé' };
const gone: readonly MemberState[] = ['inactive', 'banned', 'refused'];

/** The one place where a member's name is made: `Ada Byron (inactive)` / `Ada Byron (inactif)`.
 *
 * @returns a name of at least one character
 * @see R13, L17
 */
export function displayName(member: Named, language: Language): string {
  if (member.state === 'erased') return erased[language];
  const name = [member.firstName, member.lastName].filter(Boolean).join(' ') || member.username || '?';
  return gone.includes(member.state) ? `${name} (${inactive[language]})` : name;
}

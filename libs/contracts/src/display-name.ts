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

const actors: Record<string, Record<Language, string>> = {
  operator: { en: 'Placet operator', fr: 'Opérateur de Placet' },
  system: { en: 'Placet', fr: 'Placet' },
  public: { en: 'Somebody not signed in', fr: 'Personne non connectée' },
  connection: { en: 'Directory', fr: 'Annuaire' },
  member: { en: 'Unknown member', fr: 'Utilisateur inconnu' },
};

/** Who acted: a member's or directory's own name where it is known, else words for his kind. Never empty. */
export const actorName = (kind: string, name: string | null | undefined, language: Language): string =>
  name || (actors[kind]?.[language] ?? kind);

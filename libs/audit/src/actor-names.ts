import { displayName, type Language, type MemberState } from '@placet/contracts';

const others: Record<string, Record<Language, string>> = {
  operator: { en: 'Placet operator', fr: 'Opérateur de Placet' },
  system: { en: 'Placet', fr: 'Placet' },
  public: { en: 'Somebody not signed in', fr: 'Personne non connectée' },
  connection: { en: 'Directory', fr: 'Annuaire' },
  member: { en: 'Unknown member', fr: 'Utilisateur inconnu' },
};

/** A member's columns as the queries of this context join them. */
export interface NamedRow {
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly username: string | null;
  readonly state: MemberState | null;
}

/** @returns undefined where nobody was joined */
export const memberName = ({ first_name, last_name, username, state }: NamedRow, language: Language): string | undefined =>
  state === null ? undefined : displayName({ firstName: first_name, lastName: last_name, username, state }, language);

/** Who acted, as the reader reads it; never empty. */
export const actorName = (kind: string, name: string | null | undefined, language: Language): string =>
  name ?? others[kind]?.[language] ?? kind;

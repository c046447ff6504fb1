import type { NewMember, OnFull } from '../member-types.ts';
import type { Draft, SignInChoice } from './add-draft.ts';

/** Ways to sign in first that fit: mail needs an address, a PIN is for whoever has none. */
export const signInChoices = ({ email }: Pick<Draft, 'email'>): readonly SignInChoice[] =>
  email.trim() ? ['mail', 'link', 'temporary_password'] : ['pin', 'temporary_password', 'link'];

/** The chosen way, or the first that fits. */
export const signInOf = (draft: Pick<Draft, 'email' | 'signIn'>): SignInChoice => {
  const fitting = signInChoices(draft);
  return fitting.includes(draft.signIn) ? draft.signIn : fitting[0]!;
};

/** What is sent: empty texts are left out. Without a choice a full pool refuses, whatever the policy: the reader sees the numbers and chooses. */
export function newMemberBody(draft: Draft, onFull: OnFull = 'refuse'): NewMember {
  const signIn = signInOf(draft);
  const { firstName, lastName, email, username, seniority, defaultSiteId, message, jobTitle, mobile, startsOn, endsOn } = draft;
  const address = typed({ ...draft.address, country: draft.address.country.toUpperCase() });
  return {
    firstName: firstName.trim(),
    lastName: lastName.trim(),
    ...typed({ email, username, seniority, defaultSiteId, jobTitle, mobile, startsOn, endsOn }),
    ...(signIn === 'mail' ? typed({ message }) : {}),
    ...(Object.keys(address).length ? { address } : {}),
    groupIds: [...draft.groupIds],
    products: [...draft.products],
    siteIds: [...draft.siteIds],
    language: draft.language,
    credential: signIn === 'mail' || signIn === 'link' ? 'activation_link' : signIn,
    sendMail: signIn === 'mail',
    onFull,
  };
}

const typed = <T extends Record<string, string>>(texts: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(texts)
      .map(([name, text]) => [name, text.trim()])
      .filter(([, text]) => text),
  ) as Partial<T>;

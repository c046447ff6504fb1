import { randomUUID } from 'node:crypto';

/** What the directory knows of a person; an empty string: nothing. */
export interface Profile {
  givenName: string;
  familyName: string;
  userName: string;
  email: string;
  title: string;
  department: string;
  employeeNumber: string;
  workPhone: string;
  mobile: string;
  /** such as `en-US` */
  language: string;
  /** of another person in this directory; empty: nobody */
  managerId: string;
}

/** Why the service does not have what the directory has. */
interface Trouble {
  /** of HTTP; 0: no answer came */
  status: number;
  /** the service's own words */
  text: string;
  failures: number;
  /** the cycle that tries again */
  retryAt: number;
}

/** Something that the directory keeps at the service. */
export interface Kept {
  /** the directory's own id, a UUID */
  id: string;
  /** the service's id, once it is known there */
  link?: string;
  /** changed here, and not told yet */
  isPending: boolean;
  trouble?: Trouble;
}

export interface Person extends Kept {
  profile: Profile;
  /** may use the application */
  isAssigned: boolean;
  /** may sign in at all; `false`: blocked, or in the recycle bin */
  isEnabled: boolean;
  /** which id of the service it was told as the manager */
  toldManager?: string;
}

export interface Group extends Kept {
  displayName: string;
  /** people of this directory by its own ids */
  memberIds: string[];
  isPushed: boolean;
  /** which ids of the service it was told as members */
  toldMembers: string[];
}

/** What {@link startCompany} starts with. */
export interface Company {
  people: Person[];
  groups: Group[];
}

const domain = 'harbourvale.test';

/** A person with an address made of the name. */
export function newPerson(given: Partial<Profile> & { givenName: string; familyName: string }): Person {
  const address = `${ascii(given.givenName)}.${ascii(given.familyName)}@${domain}`;
  const userName = given.userName ?? given.email ?? address;
  const profile: Profile = {
    title: '',
    department: '',
    employeeNumber: '',
    workPhone: '',
    mobile: '',
    language: 'en-US',
    managerId: '',
    ...given,
    userName,
    email: given.email ?? userName,
  };
  return { id: randomUUID(), profile, isAssigned: false, isEnabled: true, isPending: false };
}

/** A group that is not told to the service yet. */
export const newGroup = (displayName: string, memberIds: string[] = []): Group => ({
  id: randomUUID(),
  displayName,
  memberIds,
  isPushed: false,
  isPending: false,
  toldMembers: [],
});

export const nameOf = ({ profile: { givenName, familyName } }: Person) => `${givenName} ${familyName}`;

const ascii = (name: string) => name.normalize('NFD').replace(/[^a-z]/gi, '').toLowerCase(); // prettier-ignore

const people: [givenName: string, familyName: string, title: string, department: string, language: string][] = [
  ['Imogen', 'Harbour', 'Managing partner', 'Board', 'en-GB'],
  ['Lucien', 'Vale', 'Managing partner', 'Board', 'fr-FR'],
  ['Ada', 'Marlow', 'Lead architect', 'Design', 'en-US'],
  ['Zoé', 'Tessier', 'Architect', 'Design', 'fr-FR'],
  ['Rafael', 'Quint', 'Draughtsman', 'Design', 'en-US'],
  ['Ngozi', 'Bellamy', 'Structural engineer', 'Engineering', 'en-US'],
  ['Jonas', 'Ekström', 'Site engineer', 'Engineering', 'en-US'],
  ['Maëlle', 'Duvivier', 'Surveyor', 'Engineering', 'fr-FR'],
  ['Priya', 'Sandhurst', 'Office manager', 'Office', 'en-GB'],
  ['Tom', 'Okafor', 'Bookkeeper', 'Office', 'en-US'],
  ['Søren', 'Lindqvist', 'Model maker', 'Workshop', 'en-US'],
  ['Clara', "O'Dell", 'Apprentice', 'Workshop', 'en-US'],
];

/** Harbour & Vale, twelve people who build houses by the sea; each call makes them anew, with new ids. */
export function startCompany(): Company {
  const made = people.map(([givenName, familyName, title, department, language], n) =>
    newPerson({
      givenName,
      familyName,
      title,
      department,
      language,
      employeeNumber: `${1001 + n}`,
      workPhone: `+33 1 70 18 00 ${10 + n}`,
      mobile: n % 3 === 0 ? `+33 6 39 98 00 ${10 + n}` : '',
    }),
  );
  for (const [n, person] of made.entries()) if (n > 0) person.profile.managerId = made[n < 3 ? 0 : n < 8 ? 2 : 8]!.id;
  const of = (...departments: string[]) => made.filter(({ profile }) => departments.includes(profile.department)).map(({ id }) => id);
  return {
    people: made,
    groups: [
      newGroup('Design studio', of('Design')),
      newGroup('Building sites', of('Engineering', 'Workshop')),
      newGroup('Office', of('Office', 'Board')),
    ],
  };
}

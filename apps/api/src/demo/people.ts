const first = [
  'Ada', 'Amélie', 'Anouk', 'Basile', 'Béatrice', 'Bilal', 'Camille', 'Chloé', 'Clément', 'Daria', 'Élodie', 'Émile', 'Fatou', 'Félix', 'Gaëlle',
  'Hugo', 'Ines', 'Jonas', 'Jules', 'Karim', 'Léa', 'Louise', 'Lucas', 'Maëlle', 'Marius', 'Mina', 'Nadia', 'Noé', 'Nora', 'Olivia',
  'Oscar', 'Paul', 'Priya', 'Rémi', 'Rosa', 'Sacha', 'Salomé', 'Theo', 'Valentin', 'Zoé',
]; // prettier-ignore
const last = [
  'Almeida', 'Arnaud', 'Baker', 'Barbier', 'Benoît', 'Bonnet', 'Carter', 'Chevalier', 'Colin', 'Dupré', 'Fabre', 'Faure', 'Fischer', 'Garnier', 'Gauthier',
  'Girard', 'Haddad', 'Hughes', 'Lambert', 'Lefèvre', 'Legrand', 'Lemoine', 'Marchand', 'Mercier', 'Moreau', 'Nguyen', 'Noël', 'Patel', 'Perrin', 'Renard',
  'Rousseau', 'Roussel', 'Schmidt', 'Simon', 'Thomas', 'Vidal', 'Weber', 'Wilson', 'Yilmaz', 'Ziegler',
]; // prettier-ignore
const titles = ['Lawyer', 'Legal assistant', 'Paralegal', 'Accountant', 'Notary clerk', 'Consultant', 'Office manager', 'Archivist'];

/** Somebody who exists in the demo alone; the same n is the same person at every start. */
export interface Somebody {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly language: 'en' | 'fr';
  readonly jobTitle: string;
}

const ascii = (name: string) => name.normalize('NFD').replace(/[^a-z]/gi, '').toLowerCase(); // prettier-ignore

/** @param n 0 to 1,599, each another name. @param domain of the address */
export function somebody(n: number, domain: string): Somebody {
  const firstName = first[n % first.length]!;
  const lastName = last[(n * 7 + Math.floor(n / first.length)) % last.length]!;
  return {
    firstName,
    lastName,
    email: `${ascii(firstName)}.${ascii(lastName)}@${domain}`,
    language: n % 3 === 0 ? 'fr' : 'en',
    jobTitle: titles[n % titles.length]!,
  };
}

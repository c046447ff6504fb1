import type { Person } from '../company.ts';
import { type Mapped, valueAt } from './attributes.ts';

/** One attribute that is to change; an empty string clears it. */
export interface Change {
  path: string;
  /** absent: nothing is there yet */
  before: unknown;
  value: string | boolean;
}

/** How changes are written into a PATCH. */
export interface Words {
  user(changes: readonly Change[]): object[];
  manager(change: Change): object;
  join(links: readonly string[]): object;
  leave(links: readonly string[]): object[];
}

/** Where the service has something else than the directory. */
export function changesOf(person: Person, there: unknown, watched: readonly Mapped[]): Change[] {
  return watched
    .map(({ path, of }) => ({ path, before: valueAt(there, path), value: of(person) }))
    .filter(({ before, value }) => (before ?? '') !== value);
}

/** What Entra has sent since the beginning: capital operations, a path each, booleans as text. */
export const defaultWords: Words = {
  user: (changes) => changes.map(replaced),
  manager: replaced,
  join: (links) => ({ op: 'Add', path: 'members', value: links.map((value) => ({ $ref: null, value })) }),
  leave: (links) => [{ op: 'Remove', path: 'members', value: links.map((value) => ({ $ref: null, value })) }],
};

function replaced({ path, before, value }: Change): object {
  if (value === '') return { op: 'Remove', path };
  return { op: before === undefined ? 'Add' : 'Replace', path, value: typeof value === 'boolean' ? (value ? 'True' : 'False') : value };
}

/** What it sends with `aadOptscim062020`: small operations, one without a path for all that needs none, true booleans. */
export const words2020: Words = {
  user: (changes) => {
    const cleared = changes.filter(({ value }) => value === '').map(({ path }) => ({ op: 'remove', path }));
    const kept = changes.filter(({ value }) => value !== '');
    const needsPath = ({ path }: Change) => path.includes('[') || path === 'active';
    const single = kept.filter(needsPath).map(({ path, before, value }) => ({ op: before === undefined ? 'add' : 'replace', path, value }));
    const together = kept.filter((change) => !needsPath(change)).map(({ path, value }) => [path, value] as const);
    return [...cleared, ...single, ...(together.length ? [{ op: 'replace', value: Object.fromEntries(together) }] : [])];
  },
  manager: ({ path, before, value }) =>
    value === '' ? { op: 'remove', path } : { op: before === undefined ? 'add' : 'replace', path, value: { value } },
  join: (links) => ({ op: 'add', path: 'members', value: links.map((value) => ({ value })) }),
  leave: (links) => links.map((link) => ({ op: 'remove', path: `members[value eq "${link}"]` })),
};

import { randomBytes } from 'node:crypto';
import {
  CursorCodec,
  bulkOf,
  bulkOrder,
  enterpriseSchema,
  filterOf,
  groupType,
  listQueryOf,
  matches,
  parseResource,
  patchOf,
  patched,
  projected,
  searchQueryOf,
  userType,
  withReferences,
  type Resource,
} from '../src/index.ts';

/** The doors of the library, so that the suite can be held against broken ones. */
export interface Doors {
  readonly filter: (text: string) => unknown;
  readonly patchUser: (body: unknown) => unknown;
  readonly patchGroup: (body: unknown) => unknown;
  readonly parseUser: (body: unknown) => unknown;
  readonly parseGroup: (body: unknown) => unknown;
  readonly list: (raw: Readonly<Record<string, unknown>>) => unknown;
  readonly search: (body: unknown) => unknown;
  readonly cursor: (text: string) => unknown;
  readonly bulk: (body: unknown) => unknown;
}

/** One hostile thing that a client may send: what it is, and where it comes in. */
export interface Hostile {
  readonly name: string;
  readonly door: keyof Doors;
  readonly input: unknown;
}

const ada: Resource = {
  userName: 'ada',
  title: 'x',
  emails: [{ value: 'a@x.test', type: 'work', primary: true }],
  [enterpriseSchema.urn]: { department: 'D' },
};
const team: Resource = { displayName: 'Team', members: Array.from({ length: 1_000 }, (_, n) => ({ value: `m${n}`, type: 'User' })) };
const codec = new CursorCodec(randomBytes(32));
const use = { fingerprint: 'f', scope: 's' };

/** The real ones. */
export const doors: Doors = {
  filter: (text) => matches(filterOf(userType, text), ada),
  patchUser: (body) => patched(userType, ada, patchOf(userType, body).steps),
  patchGroup: (body) => patched(groupType, team, patchOf(groupType, body).steps),
  parseUser: (body) => parseResource(userType, body),
  parseGroup: (body) => parseResource(groupType, body),
  list: (raw) => projected(userType, ada, listQueryOf(userType, raw).projection),
  search: (body) => searchQueryOf([userType, groupType], body).map(({ fingerprint }) => fingerprint),
  cursor: (text) => codec.open(text, { ...use, now: new Date() }),
  bulk: (body) => {
    const turns = bulkOrder(bulkOf(body, { maxOperations: 1_000 }));
    for (const { operation } of turns) if ('data' in operation) withReferences(operation.data, new Map([['u', '1']]), operation.needs);
  },
};

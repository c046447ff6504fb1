import type { Passing, Returning, Tamper } from './directory-proxy.ts';

/** A fault, and the step of a check that must notice it. */
interface PlantedDirectoryFault extends Tamper {
  readonly name: string;
  readonly check: string;
  /** how its name begins */
  readonly noticedBy: string;
}

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const is = ({ method, path }: Passing, wanted: string, place: RegExp) => method === wanted && place.test(path);
const nothing: Returning = { status: 204, body: undefined };

/** The body with each value that stands under the key changed, at any depth. */
function everywhere(body: unknown, key: string, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(body)) return body.map((one) => everywhere(one, key, change));
  if (typeof body !== 'object' || body === null) return body;
  const entries = Object.entries(body).map(([name, value]) => [name, name === key ? change(value) : everywhere(value, key, change)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Changes each value under the key in whatever comes back. */
const told = (key: string, change: (value: unknown) => unknown): Tamper => ({
  answer: ({ status, body }) => ({ status, body: everywhere(body, key, change) }),
});
/** Drops operations of a PATCH on the way, and says that all went well. */
const unheard = (place: RegExp, isDropped: (operation: { op: string; path?: string; value?: unknown }) => boolean): Tamper => ({
  request: (passing) => {
    if (!is(passing, 'PATCH', place)) return undefined;
    passing.body.Operations = passing.body.Operations.filter((operation: never) => !isDropped(operation));
    return passing.body.Operations.length ? undefined : nothing;
  },
});
/** Takes a parameter out of the query on the way. */
const without = (name: string): Tamper => ({
  request: (passing) => {
    const [place = '', query] = passing.path.split('?');
    const kept = new URLSearchParams(query);
    kept.delete(name);
    passing.path = `${place}?${kept.toString()}`;
  },
});

/** What real services got wrong, put between the sandbox and ours: each must be noticed before the suite is believed. */
export const plantedDirectoryFaults: readonly PlantedDirectoryFault[] = [
  { name: 'active comes back as text', check: 'okta-spec', noticedBy: 'R6', ...told('active', String) },
  { name: 'totals come back as text', check: 'okta-spec', noticedBy: 'R1 ', ...told('totalResults', String) },
  {
    name: 'the status of an error is a number',
    check: 'okta-spec',
    noticedBy: 'R4',
    answer: ({ status, body }) => ({ status, body: status < 400 ? body : { ...body, status } }),
  },
  {
    name: 'an unknown id is 200',
    check: 'okta-spec',
    noticedBy: 'R12',
    answer: (answer, passing) => (answer.status === 404 && passing.method === 'GET' ? { status: 200, body: { id: 'x' } } : answer),
  },
  {
    name: 'names are found in the same case only',
    check: 'okta-spec',
    noticedBy: 'R9',
    answer: (answer, { path }) => {
      const asked = /userName[+ ]eq[+ ]"([^"]+)"/.exec(decodeURIComponent(path))?.[1];
      const found = answer.body?.Resources?.filter(({ userName }: { userName: string }) => asked === undefined || userName === asked);
      return found
        ? { ...answer, body: { ...answer.body, Resources: found, totalResults: found.length, itemsPerPage: found.length } }
        : answer;
    },
  },
  {
    name: 'a bad token is let in',
    check: 'okta-spec',
    noticedBy: 'R11',
    answer: (answer) => (answer.status === 401 ? { status: 200, body: { Resources: [] } } : answer),
  },
  {
    name: 'a password comes back',
    check: 'okta-life',
    noticedBy: 'the password of the creation',
    answer: ({ status, body }, { path }) => ({ status, body: /^\/Users\/./.test(path) ? { ...body, password: 'x' } : body }),
  },
  {
    name: 'an update without news makes a new version',
    check: 'okta-life',
    noticedBy: 'an update without news',
    ...told('version', () => `W/"${Math.random()}"`),
  },
  {
    name: 'the deactivated can be read no longer',
    check: 'okta-life',
    noticedBy: 'deactivate',
    answer: (answer) => (answer.body?.active === false ? { status: 404, body: undefined } : answer),
  },
  {
    name: 'what a PUT leaves out stays',
    check: 'okta-life',
    noticedBy: 'what is emptied',
    request: (passing) => {
      if (passing.method === 'PUT') passing.body.title ??= 'Partner';
    },
  },
  {
    name: 'removing one member does nothing',
    check: 'okta-groups-catalogue',
    noticedBy: 'one member fewer',
    ...unheard(/^\/Groups/, ({ op, path = '' }) => op === 'remove' && path.startsWith('members[')),
  },
  {
    name: 'an empty list of members is not taken for one',
    check: 'okta-groups',
    noticedBy: 'the full list replaces',
    ...unheard(/^\/Groups/, ({ op, value }) => op === 'replace' && Array.isArray(value) && value.length === 0),
  },
  { name: 'each page is the first', check: 'okta-import', noticedBy: 'a second walk', ...without('startIndex') },
  { name: 'filters are not read', check: 'entra-connection', noticedBy: 'a random name', ...without('filter') },
  { name: 'externalId is not kept', check: 'entra-cycles', noticedBy: 'initial cycle', ...told('externalId', () => undefined) },
  {
    name: 'phone numbers are written anew',
    check: 'entra-cycles',
    noticedBy: 'initial cycle',
    ...told('phoneNumbers', (phones) => (phones as { value: string }[]).map((one) => ({ ...one, value: one.value.replaceAll(' ', '') }))),
  },
  {
    name: 'members come back unasked',
    check: 'entra-cycles',
    noticedBy: 'a group that is read without',
    ...without('excludedAttributes'),
  },
  {
    name: 'removing one member removes all',
    check: 'entra-cycles',
    noticedBy: 'taking one member out of two',
    request: (passing) => {
      if (is(passing, 'PATCH', /^\/Groups/)) for (const one of passing.body.Operations) if (one.op === 'Remove') delete one.value;
    },
  },
  {
    name: 'an e-mail without its kind matches as well',
    check: 'entra-validator',
    noticedBy: 'the work address',
    request: (passing) => {
      passing.path = passing.path.replace(/emails%5Btype\+eq\+%22home%22%5D\.value/, 'emails.value');
    },
  },
  {
    name: '"False" is taken and does nothing',
    check: 'entra-validator',
    noticedBy: 'disabled with "False"',
    ...unheard(/^\/Users/, ({ path, value }) => path === 'active' && value === 'False'),
  },
  {
    name: 'a duplicate is created',
    check: 'entra-validator',
    noticedBy: 'a user of the same name',
    answer: (answer) => (answer.status === 409 ? { status: 201, body: { id: 'x' } } : answer),
  },
  {
    name: 'deleting does nothing',
    check: 'entra-validator',
    noticedBy: 'a user who is deleted twice',
    request: (passing) => (passing.method === 'DELETE' ? nothing : undefined),
  },
  {
    name: 'what fails half-way stays half done',
    check: 'entra-validator',
    noticedBy: 'one operation that fails',
    ...unheard(/^\/Users/, ({ path }) => path === 'id'),
  },
  {
    name: 'a manager is never cleared',
    check: 'entra-gallery',
    noticedBy: '23 ',
    ...unheard(/^\/Users/, ({ path, value }) => path === `${enterprise}:manager` && value === ''),
  },
  {
    name: 'a refused object is said to be taken',
    check: 'entra-quarantine',
    noticedBy: 'one who is refused',
    answer: (answer, { method }) => (method === 'PATCH' && answer.status === 400 ? nothing : answer),
  },
];

import { nextDoor, type FuzzAnswer } from './scim-fuzz-ground.ts';
import type { FuzzFault } from './scim-fuzz-checker.ts';
import type { FuzzRequest } from './scim-fuzz-request.ts';

/** A fault put between the doors and the checker. */
export interface PlantedFuzzFault {
  readonly noticedAs: FuzzFault['kind'] | 'growth';
  /** @returns what is answered without asking the doors */
  instead?(request: FuzzRequest): FuzzAnswer | undefined;
  after?(request: FuzzRequest, answer: FuzzAnswer): FuzzAnswer;
}

const scimType = 'application/scim+json; charset=utf-8';
const hoard: Buffer[] = [];
const isRefusal = ({ door }: FuzzRequest, { status, text }: FuzzAnswer) => door === 'scim' && status === 400 && text !== '';

/** The deep set of a careless patcher. */
function deepSet(path: string, value: unknown): void {
  const keys = path.split('.');
  let at: Record<string, unknown> = {};
  for (const key of keys.slice(0, -1)) at = (at[key] ??= {}) as Record<string, unknown>;
  at[keys.at(-1)!] = value;
}

/** What other services got wrong: each must be noticed before the suite is believed. */
export const plantedFuzzFaults: Readonly<Record<string, PlantedFuzzFault>> = {
  'a handler throws a plain Error': {
    noticedAs: '5xx',
    instead: ({ door, method }) => {
      if (door !== 'scim' || method !== 'PATCH') return undefined;
      return {
        status: 500,
        type: scimType,
        text: '{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"500","detail":"It failed."}',
      };
    },
  },
  'a refusal tells the SQL': {
    noticedAs: 'leak',
    after: (request, answer) =>
      isRefusal(request, answer)
        ? { ...answer, text: answer.text.replace('"detail":"', '"detail":"insert into member … violates unique constraint member_pkey ') }
        : answer,
  },
  'a path is set deep': {
    noticedAs: 'pollution',
    after: ({ method, body }, answer) => {
      const paths = method === 'PATCH' ? [...String(body).matchAll(/"path":"((?:__proto__|constructor)[\w.]+)"/g)] : [];
      for (const [, path] of paths) deepSet(path!, 1);
      return answer;
    },
  },
  'the status of an error is a number': {
    noticedAs: 'schema',
    after: (request, answer) => (isRefusal(request, answer) ? { ...answer, text: answer.text.replace('"400"', '400') } : answer),
  },
  'a refusal is plain JSON': {
    noticedAs: 'schema',
    after: (request, answer) => (isRefusal(request, answer) ? { ...answer, type: 'application/json' } : answer),
  },
  'a list of ours leaves its items out': {
    noticedAs: 'schema',
    after: ({ door, method }, answer) =>
      door === 'rest' && method === 'GET' && answer.status === 200
        ? { ...answer, text: answer.text.replace('"items"', '"elements"') }
        : answer,
  },
  'a list has a row of the workspace next door': {
    noticedAs: 'leak',
    after: (_, answer) => ({ ...answer, text: answer.text.replace('"Resources":[', `"Resources":[{"title":"${nextDoor}"},`) }),
  },
  'deleting does nothing': {
    noticedAs: 'no effect',
    instead: ({ method, path }) =>
      method === 'DELETE' && /^Users\/[\w-]{36}$/.test(path) ? { status: 204, type: '', text: '' } : undefined,
  },
  'each request leaves something behind': {
    noticedAs: 'growth',
    after: (_, answer) => {
      hoard.push(Buffer.alloc(512 * 1024, 1));
      return answer;
    },
  },
};

/** Takes back what planted faults left in this process. */
export function cleared(): void {
  hoard.length = 0;
  for (const key of ['polluted', 'x']) Reflect.deleteProperty(Object.prototype, key);
}

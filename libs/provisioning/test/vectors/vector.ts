import { isDeepStrictEqual } from 'node:util';

/** A case of `vectors.json`: requests that identity providers send or RFCs describe, and what has to be answered. */
export interface Vector {
  readonly id: string;
  readonly source: string;
  readonly name: string;
  readonly steps: readonly Step[];
}

/** One request. Every text may hold `{{names}}`: of this run, of tokens, and of what an earlier step captured. */
export interface Step {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** false: without a token */
  readonly auth?: boolean;
  readonly body?: unknown;
  /** sent as it is */
  readonly rawBody?: string;
  readonly expect: Expected;
  /** name -> path into the answer */
  readonly capture?: Readonly<Record<string, string>>;
}

export interface Expected {
  readonly status: number | readonly number[];
  readonly headers?: Readonly<Record<string, { readonly contains?: string; readonly equalsJson?: string }>>;
  readonly bodyContains?: readonly string[];
  readonly bodyNotContains?: readonly string[];
  readonly json?: readonly { readonly path: string; readonly op: keyof typeof holds; readonly value?: unknown }[];
}

/** What a step was answered. */
export interface Answered {
  readonly status: number;
  readonly header: (name: string) => string;
  readonly text: string;
}

const isBlank = (found: unknown) =>
  found === undefined || found === null || found === '' || (typeof found === 'object' && !Object.keys(found).length);
const has = (found: unknown, part: unknown) =>
  typeof found === 'string' ? found.includes(String(part)) : Array.isArray(found) && found.includes(part);

const holds = {
  eq: isDeepStrictEqual,
  ne: (found: unknown, wanted: unknown) => !isDeepStrictEqual(found, wanted),
  exists: (found: unknown) => found !== undefined && found !== null && found !== '',
  absent: (found: unknown) => found === undefined,
  emptyOrAbsent: isBlank,
  type: (found: unknown, wanted: unknown) => (wanted === 'array' ? Array.isArray(found) : typeof found === wanted),
  contains: has,
  notContains: (found: unknown, wanted: unknown) => !has(found, wanted),
  matches: (found: unknown, wanted: unknown) => typeof found === 'string' && new RegExp(String(wanted)).test(found),
  gte: (found: unknown, wanted: unknown) => Number(found) >= Number(wanted),
  lte: (found: unknown, wanted: unknown) => Number(found) <= Number(wanted),
  length: (found: unknown, wanted: unknown) => (found as { length?: unknown } | undefined)?.length === wanted,
  in: (found: unknown, wanted: unknown) => (wanted as unknown[]).includes(found),
} satisfies Record<string, (found: unknown, wanted: unknown) => boolean>;

/** Fills names in, everywhere; one that nobody knows stays, and fails where it is used. */
export function filled<T>(value: T, names: ReadonlyMap<string, string>): T {
  if (typeof value === 'string') return value.replaceAll(/\{\{(\w+)\}\}/g, (hole, name: string) => names.get(name) ?? hole) as T;
  if (Array.isArray(value)) return value.map((element: unknown) => filled(element, names)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled<unknown>(inner, names)])) as T;
}

const part = /\.([\w$-]+)|\["([^"]+)"\]|\[(\d+)\]|\[(\w+)=([^\]]+)\]/g;

/** What stands at `$.a.b`, `$["urn:…"].c`, `$.list[0]` or `$.list[type=work]`. */
export function valueAt(json: unknown, path: string): unknown {
  let found = json as Record<string, unknown> | undefined;
  for (const [, name, quoted, index, key, wanted] of path.matchAll(part)) {
    const next = key
      ? Array.isArray(found)
        ? (found as unknown[]).find((one) => String((one as Record<string, unknown>)[key]) === wanted)
        : undefined
      : found?.[name ?? quoted ?? index ?? ''];
    found = next as typeof found;
  }
  return found;
}

/** @returns what an answer lacks; empty where it is as wanted */
export function lacks(
  { status, headers = {}, bodyContains = [], bodyNotContains = [], json = [] }: Expected,
  answered: Answered,
): string[] {
  const body = jsonOf(answered.text);
  return [
    ...([status].flat().includes(answered.status) ? [] : [`status ${answered.status}, wanted ${String(status)}`]),
    ...Object.entries(headers).flatMap(([name, { contains, equalsJson }]) => {
      const value = answered.header(name);
      const isWrong = (contains && !value.includes(contains)) || (equalsJson && value !== valueAt(body, equalsJson));
      return isWrong ? [`header ${name}: ${value}`] : [];
    }),
    ...bodyContains.filter((text) => !answered.text.includes(text)).map((text) => `the body lacks ${text}`),
    ...bodyNotContains.filter((text) => answered.text.includes(text)).map((text) => `the body holds ${text}`),
    ...json.flatMap(({ path, op, value }) => {
      const found = valueAt(body, path);
      return holds[op](found, value) ? [] : [`${path} ${op} ${JSON.stringify(value) ?? ''}: found ${JSON.stringify(found)?.slice(0, 200)}`];
    }),
  ];
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

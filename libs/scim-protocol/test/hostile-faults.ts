import type { Doors, Hostile } from './hostile-doors.ts';
import { Outcome, prototypes } from './hostile-outcome.ts';

function setDeep(target: Record<string, unknown>, path: string): void {
  const parts = path.split('.');
  const last = parts.pop()!;
  let at = target;
  for (const part of parts) at = (at[part] ??= {}) as Record<string, unknown>;
  at[last] = true;
}

const pathsOf = (body: unknown): string[] =>
  ((body as { Operations?: { path?: unknown }[] }).Operations ?? []).flatMap(({ path }) => (typeof path === 'string' ? path : []));
/** Of what a client sent, as far down as it goes. */
const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

const descend = (text: string, at: number): number => (text[at] === '(' ? descend(text, at + 1) : at);

function merge(into: Record<string, unknown>, from: Record<string, unknown>, depth: number): unknown {
  if (depth > 50) return into;
  for (const key of Object.keys(from)) {
    const value = from[key];
    if (typeof value !== 'object' || value === null) into[key] = value;
    else merge((into[key] ??= {}) as Record<string, unknown>, value as Record<string, unknown>, depth + 1);
  }
  return into;
}

function eachWithEach(body: unknown): number {
  const all = valuesOf(body).slice(0, 8_000);
  return all.filter((one) => all.filter((other) => other === one).length > 1).length;
}

const valuesOf = (body: unknown): unknown[] =>
  ((body as { Operations: { value?: unknown }[] }).Operations ?? []).flatMap(({ value }) => (Array.isArray(value) ? value : []));

/** A door each, as it is built where nobody thinks of this: the suite has to see through all of them. */
export const faulty: Record<string, Partial<Doors>> = {
  'a regular expression that backtracks': { filter: (text) => /^(?:\s*\(+\s*)*\w/.test(text.slice(0, 24)) },
  'a parser without caps': { filter: (text) => descend(text, 0) },
  'a deep set by the path': { patchUser: (body) => pathsOf(body).forEach((path) => setDeep({}, path)) },
  'a merge by the keys': { parseUser: (body) => merge({}, body as Record<string, unknown>, 0) },
  'a walk down to the ground': { bulk: depthOf },
  'a cursor that is trusted': { cursor: (text) => JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown },
  'a list compared each with each': { patchGroup: eachWithEach },
};

const harmless = () => 0;
/** Doors behind which nothing is done. */
export const nothing: Doors = {
  filter: harmless,
  patchUser: harmless,
  patchGroup: harmless,
  parseUser: harmless,
  parseGroup: harmless,
  list: harmless,
  search: harmless,
  cursor: harmless,
  bulk: harmless,
};

/** Whether some input shows that the doors are broken; what they did to a prototype is undone. */
export function isCaught(door: Partial<Doors>, inputs: readonly Hostile[]): boolean {
  const outcome = new Outcome({ ...nothing, ...door });
  const found = inputs
    .filter(({ door: at }) => at in door)
    .some((input) => {
      outcome.play(input);
      return !outcome.isClean;
    });
  for (const prototype of prototypes) Reflect.deleteProperty(prototype, 'polluted');
  return found;
}

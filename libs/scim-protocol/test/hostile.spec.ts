import fc from 'fast-check';
import { ScimError } from '../src/index.ts';
import { crafted, doors, random, type Doors, type Hostile } from './hostile-inputs.ts';

/** Milliseconds of CPU that one input may cost. */
const most = 50;
const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype];
const names = () => prototypes.map((prototype) => Reflect.ownKeys(prototype).map(String).join());

/** What came of playing inputs against doors. */
class Outcome {
  inputs = 0;
  slowest = 0;
  readonly crashes: string[] = [];
  readonly slow: string[] = [];
  private readonly before = names();
  private readonly doors: Doors;

  constructor(doors: Doors) {
    this.doors = doors;
  }

  play(hostile: Hostile): void {
    this.inputs++;
    let cost = this.cost(hostile);
    // A busy machine, or the first run of some code, is slow once; a slow parser each time.
    for (let tries = 0; tries < 4 && cost >= most; tries++) cost = Math.min(cost, this.cost(hostile));
    this.slowest = Math.max(this.slowest, cost);
    if (cost >= most) this.slow.push(`${hostile.name.slice(0, 80)}: ${cost.toFixed(0)} ms`);
  }

  get isUntouched(): boolean {
    return names().join('\n') === this.before.join('\n');
  }

  get isClean(): boolean {
    return !this.crashes.length && !this.slow.length && this.isUntouched;
  }

  private cost({ name, door, input }: Hostile): number {
    const from = process.cpuUsage();
    try {
      (this.doors[door] as (given: unknown) => unknown)(input);
    } catch (error) {
      if (!(error instanceof ScimError)) this.crashes.push(`${name.slice(0, 80)}: ${String(error).slice(0, 80)}`);
    }
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1_000;
  }
}

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
  const all = valuesOf(body);
  return all.filter((one) => all.filter((other) => other === one).length > 1).length;
}

const valuesOf = (body: unknown): unknown[] =>
  ((body as { Operations: { value?: unknown }[] }).Operations ?? []).flatMap(({ value }) => (Array.isArray(value) ? value : []));

/** A door each, as it is built where nobody thinks of this: the suite has to see through all of them. */
const faulty: Record<string, Partial<Doors>> = {
  'a regular expression that backtracks': { filter: (text) => /^(?:\s*\(+\s*)*\w/.test(text.slice(0, 24)) },
  'a parser without caps': { filter: (text) => descend(text, 0) },
  'a deep set by the path': { patchUser: (body) => pathsOf(body).forEach((path) => setDeep({}, path)) },
  'a merge by the keys': { parseUser: (body) => merge({}, body as Record<string, unknown>, 0) },
  'a walk down to the ground': { bulk: depthOf },
  'a cursor that is trusted': { cursor: (text) => JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown },
  'a list compared each with each': { patchGroup: eachWithEach },
};

const harmless = () => 0;
const nothing: Doors = {
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
function isCaught(door: Partial<Doors>, inputs: readonly Hostile[]): boolean {
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

describe('suite #9, parser load', () => {
  const inputs = crafted();

  it('catches each planted fault', () => {
    const caught = Object.keys(faulty).filter((name) => isCaught(faulty[name]!, inputs));
    expect(caught).toEqual(Object.keys(faulty));
    expect(isCaught(nothing, inputs)).toBe(false);
    process.stdout.write(`planted faults caught ${caught.length} of ${Object.keys(faulty).length}\n`);
  }, 60_000);

  it('costs less than 50 ms for anything up to 1 MiB, crashes never and leaves every prototype as it was', () => {
    const outcome = new Outcome(doors);
    for (const input of inputs) outcome.play(input);
    const seed = Date.now() % 1_000_000;
    fc.assert(
      fc.property(random, (input) => {
        outcome.play(input);
        return !outcome.crashes.length;
      }),
      { numRuns: 3_000, seed },
    );
    const { slow, crashes, isUntouched, slowest } = outcome;
    expect({ slow, crashes, isUntouched }).toEqual({ slow: [], crashes: [], isUntouched: true });
    process.stdout.write(
      `#9 hostile inputs ${outcome.inputs} up to 1 MiB, slowest ${slowest.toFixed(1)} ms, crashes ${crashes.length}, prototype untouched, seed ${seed}\n`,
    );
  }, 60_000);
});

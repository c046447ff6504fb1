import { ScimError } from '../src/index.ts';
import type { Doors, Hostile } from './hostile-doors.ts';

/** Milliseconds of CPU that one input may cost. */
const most = 50;
/** Whose names must stay as they are. */
export const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype];
const names = () => prototypes.map((prototype) => Reflect.ownKeys(prototype).map(String).join());

/** What came of playing inputs against doors. */
export class Outcome {
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
    for (let tries = 0; tries < 8 && cost >= most; tries++) cost = Math.min(cost, this.cost(hostile));
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

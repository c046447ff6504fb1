import fc from 'fast-check';
import { faulty, isCaught, nothing } from './hostile-faults.ts';
import { doors } from './hostile-doors.ts';
import { random } from './hostile-chance.ts';
import { crafted } from './hostile-inputs.ts';
import { Outcome } from './hostile-outcome.ts';

/** What suite #9 found: told by a process of its own, since a test runner's globals are several times as slow as those of a server. */
export interface Report {
  readonly planted: readonly string[];
  readonly caught: readonly string[];
  readonly falseAlarm: boolean;
  readonly inputs: number;
  readonly slowest: number;
  readonly slow: readonly string[];
  readonly crashes: readonly string[];
  readonly isUntouched: boolean;
  readonly seed: number;
}

function report(seed: number): Report {
  const all = crafted();
  const planted = Object.keys(faulty);
  const caught = planted.filter((name) => isCaught(faulty[name]!, all));
  const falseAlarm = isCaught(nothing, all);
  const outcome = new Outcome(doors);
  for (const input of all) outcome.play(input);
  for (const input of fc.sample(random, { numRuns: 3_000, seed })) outcome.play(input);
  const { inputs, slowest, slow, crashes, isUntouched } = outcome;
  return { planted, caught, falseAlarm, inputs, slowest, slow, crashes, isUntouched, seed };
}

process.stdout.write(JSON.stringify(report(Number(process.argv[2]))));

import { parseArgs } from 'node:util';
import { Problem } from '../problem.mjs';
import { calls } from './calls.ts';

export const usage = `npm run bench -- [options]

  --only <calls>      ${[...new Set(calls.map(({ word }) => word))].join(', ')}; several with commas
  --full              also 10,000 members and 16 clients
  --sizes <n,n>       members of a workspace (1000,100000)
  --clients <n,n>     concurrent clients (64)
  --rounds <n>        of each server, in turns (3)
  --seconds <n>       that a round measures (5)
  --pool <n>          connections of the bare server (8)
  --json <file>       the figures, for programs
  --no-build          measures what was built last
  --help              this text

Side by side: the bare server and Placet on one PostgreSQL. Ends with 1 if a floor is not reached. Linux only; tools/bench/README.md says
how to read it.`;

export interface Options {
  readonly words: readonly string[];
  readonly sizes: readonly number[];
  readonly clients: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
  readonly poolSize: number;
  readonly json: string | undefined;
  readonly isBuilt: boolean;
  readonly help: boolean;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

/** @throws Problem */
export function parseOptions(args: readonly string[]): Options {
  const values = read(args);
  const words = values.only?.split(',') ?? calls.map(({ word }) => word);
  const unknown = words.find((word) => calls.every((call) => call.word !== word));
  if (unknown !== undefined) throw new Problem(`There is no call "${unknown}".`, usage);
  const sizes = numbers('--sizes', values.sizes ?? (values.full ? '1000,10000,100000' : '1000,100000'), 1_000, 100_000);
  const odd = sizes.find((size) => 100_000 % size);
  if (odd) throw new Problem(`--sizes takes numbers that 100,000 can be divided by, not ${odd}.`, usage);
  return {
    words,
    sizes,
    clients: numbers('--clients', values.clients ?? (values.full ? '16,64' : '64'), 1, 500),
    rounds: one('--rounds', values.rounds ?? '3', 1, 50),
    seconds: one('--seconds', values.seconds ?? '5', 0.2, 60),
    poolSize: one('--pool', values.pool ?? '8', 1, 80),
    json: values.json,
    isBuilt: values['no-build'],
    help: values.help,
  };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: text,
        sizes: text,
        clients: text,
        rounds: text,
        seconds: text,
        pool: text,
        json: text,
        full: flag,
        'no-build': flag,
        help: flag,
      },
    }).values;
  } catch (error) {
    throw new Problem(`${(error as Error).message.split('. ')[0]}.`, usage, error);
  }
}

function numbers(option: string, list: string, least: number, most: number): number[] {
  return list.split(',').map((number) => one(option, number, least, most));
}

function one(option: string, given: string, least: number, most: number): number {
  const number = Number(given);
  if (given.trim() && number >= least && number <= most) return number;
  throw new Problem(`${option} takes numbers from ${least} to ${most}, not "${given}".`, usage);
}

import fc from 'fast-check';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { faultsOf, unconfirmed, type FuzzFault } from './scim-fuzz-checker.ts';
import { FuzzGround, type FuzzAnswer } from './scim-fuzz-ground.ts';
import { cleared, plantedFuzzFaults, type PlantedFuzzFault } from './scim-fuzz-planted.ts';
import type { FuzzRequest } from './scim-fuzz-request.ts';
import { fuzzRequests } from './scim-fuzz-requests.ts';

const together = 6;
const mostGrowth = 50;
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** In MB: what the system gave, which it may take back, and what is alive. */
const memory = (): Memory => {
  collect();
  collect(); // buffers are counted out only when the next collection begins
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss: rss / 2 ** 20, live: (heapUsed + external) / 2 ** 20 };
};

interface Memory {
  readonly rss: number;
  readonly live: number;
}

interface FuzzPlan {
  readonly count: number;
  readonly seed: number;
  readonly withinMs: number;
}

interface FuzzRun {
  readonly requests: number;
  readonly restarts: number;
  readonly faults: Partial<Record<FuzzFault['kind'], number>>;
  readonly shrunk?: string;
  /** MB that are there at the end and were not half-way */
  readonly growth: Memory;
}

const shown = ({ request, found }: { request: FuzzRequest; found: readonly FuzzFault[] }) => {
  const { method, path, query, headers, body } = request;
  return `${found.map(({ kind, what }) => `${kind}: ${what}`).join('; ')} at ${method} ${path}?${query} ${JSON.stringify(headers)} ${String(body).slice(0, 500)}`;
};

/** @param count of requests, at least; a run with faults shrinks them with more. */
async function fuzz(ground: FuzzGround, { count, seed, withinMs }: FuzzPlan, planted?: PlantedFuzzFault): Promise<FuzzRun> {
  const tally = { requests: 0, restarts: 0, faults: {} as Partial<Record<FuzzFault['kind'], number>>, last: '' };
  let settled: Memory | undefined;
  const crashed = () => tally.restarts++;
  process.on('unhandledRejection', crashed);
  const ask = async (request: FuzzRequest): Promise<FuzzAnswer> => {
    tally.requests++;
    const answer = planted?.instead?.(request) ?? (await ground.send(request));
    return planted?.after?.(request, answer) ?? answer;
  };
  const noted = (request: FuzzRequest, found: readonly FuzzFault[]) => {
    for (const { kind } of found) tally.faults[kind] = (tally.faults[kind] ?? 0) + 1;
    if (found.length) tally.last = shown({ request, found });
  };
  const round = async (alone: FuzzRequest, others: readonly FuzzRequest[]): Promise<boolean> => {
    await ground.populate(alone.pick);
    const request = ground.named(alone);
    const answer = await ask(request);
    ground.remember(request, answer);
    const found = [...faultsOf(ground, request, answer), ...(await unconfirmed(ground, request, answer))];
    noted(request, found);
    const sent = others.map((other) => ground.named(other));
    const answers = await Promise.all(sent.map(ask));
    const all = sent.flatMap((one, n) => {
      ground.remember(one, answers[n]!);
      const wrong = faultsOf(ground, one, answers[n]!);
      noted(one, wrong);
      return wrong;
    });
    if (!settled && tally.requests > count / 2) {
      const { live } = memory(); // before the crowd, whose bodies are let go of only later
      await ground.crowd();
      settled = { live, rss: memory().rss };
    }
    return found.length + all.length === 0;
  };
  const one = fuzzRequests(ground.attributes);
  const many = fc.array(one, { minLength: together - 1, maxLength: together - 1 });
  const rounds = Math.ceil(count / together);
  const { failed } = await fc.check(fc.asyncProperty(one, many, round), {
    seed,
    numRuns: rounds,
    endOnFailure: planted !== undefined,
    interruptAfterTimeLimit: withinMs,
  });
  process.off('unhandledRejection', crashed);
  const { last, ...counted } = tally;
  const end = memory();
  const growth = { rss: end.rss - (settled?.rss ?? 0), live: end.live - (settled?.live ?? 0) };
  return { ...counted, growth, ...(failed ? { shrunk: last } : {}) };
}

/** Suite #7 on a directory's doors: the planted faults first, then so many requests. */
export function scimFuzzSuite(count: number, secondsAtMost: number): void {
  describe('suite #7, API fuzz of the directory', () => {
    let ground: FuzzGround;
    const seed = Date.now() % 1_000_000;
    beforeAll(async () => {
      ground = await FuzzGround.open();
    }, 60_000);
    afterAll(() => ground.close());

    it('catches each planted fault', async () => {
      const planted = Object.entries(plantedFuzzFaults);
      const missed: string[] = [];
      for (const [name, fault] of planted) {
        const { faults, growth } = await fuzz(ground, { count: 480, seed: 7, withinMs: 30_000 }, fault);
        cleared();
        const isCaught = fault.noticedAs === 'growth' ? growth.live > mostGrowth : (faults[fault.noticedAs] ?? 0) > 0;
        if (!isCaught) missed.push(name);
      }
      expect(missed).toEqual([]);
      process.stdout.write(`planted faults caught ${planted.length} of ${planted.length}\n`);
    }, 120_000);

    it(
      'answers whatever comes in its own words, and keeps what it says it keeps',
      async () => {
        const begun = performance.now();
        const { requests, restarts, faults, shrunk, growth } = await fuzz(ground, { count, seed, withinMs: secondsAtMost * 900 });
        const line = `requests ${requests}, 5xx ${faults['5xx'] ?? 0}, answer-schema violations ${faults.schema ?? 0}, prototype pollution ${faults.pollution ?? 0}, leaks ${faults.leak ?? 0}, writes without effect ${faults['no effect'] ?? 0}, restarts ${restarts}, RSS growth ${growth.rss.toFixed(0)} MB, live memory growth ${growth.live.toFixed(0)} MB, seed ${seed}, ${((performance.now() - begun) / 1000).toFixed(0)} s\n`;
        process.stdout.write(line);
        expect({ seed, faults, restarts, shrunk }).toEqual({ seed, faults: {}, restarts: 0, shrunk: undefined });
        expect(requests).toBeGreaterThanOrEqual(count);
        expect(growth.live).toBeLessThan(mostGrowth); // pages that the system gives back and gives again say little
      },
      secondsAtMost * 1000,
    );
  });
}

// `npm run bench`: the bare server and Placet side by side, a table, and each floor of speed reached or not.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Problem } from '../problem.mjs';
import { calls, spreadOver, together, type Call, type Ground } from './calls.ts';
import { compare, type Compared } from './compare.ts';
import { openPlaces, settle, type Places } from './ground/places.ts';
import { checkSeats } from './ground/seat-check.ts';
import { openStage, type Stage } from './ground/stage.ts';
import { parseOptions, usage, type Options } from './options.ts';
import { judge, table, verdicts } from './report.ts';
import { Driver } from './rounds.ts';

const began = performance.now();
const tell = (what: string) => process.stderr.write(`[bench ${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s] ${what}\n`);

try {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(`${usage}\n`);
  else process.exitCode = await bench(options);
} catch (error) {
  process.stderr.write(`\n[bench] ${error instanceof Problem ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}

async function bench(options: Options): Promise<number> {
  if (process.platform !== 'linux')
    throw new Problem('The bench reads CPU and memory from /proc, which only Linux has.', 'Run it on Linux.');
  const stage = await openStage(options);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stage.close().then(() => process.exit(130)));
  const driver = new Driver(stage.postgres);
  try {
    tell(`PostgreSQL, bare server (pool of ${options.poolSize}) and API are up`);
    const ground = await openGround(stage, options);
    tell('people are made, seats and holdings agree');
    const all: Compared[] = [];
    try {
      for (const call of calls.filter(({ word }) => options.words.includes(word)))
        all.push(...(await compare(call, { stage, ground, driver, options, tell })));
      await checkSeats(stage.placet.database);
    } catch (error) {
      report(all, options); // what was measured until then
      throw error;
    }
    return report(all, options);
  } finally {
    driver.close();
    await stage.close();
  }
}

async function openGround(stage: Stage, options: Options): Promise<Ground> {
  const wanted = calls.filter(({ word }) => options.words.includes(word));
  const kinds = new Map<string, Places>();
  const shapeOf = ({ isSpread }: Call, size: number) =>
    (isSpread ? [spreadOver, size / spreadOver] : [together / size, size]) as [number, number];
  let first = 1;
  for (const call of wanted) {
    for (const size of options.sizes) {
      const [count, people] = shapeOf(call, size);
      const key = `${count} of ${people}`;
      if (kinds.has(key)) continue;
      kinds.set(key, await openPlaces(stage, first, count, people));
      first += count;
      tell(`workspaces: ${key}`);
    }
  }
  await settle(stage);
  await checkSeats(stage.placet.database);
  return (call, size) => kinds.get(shapeOf(call, size).join(' of '))!;
}

function report(all: readonly Compared[], options: Options): number {
  const judgements = judge(all);
  const missed = judgements.filter(({ isReached }) => !isReached);
  const [cpu] = cpus();
  const machine = { cpu: cpu?.model.trim(), cores: cpus().length, node: process.version };
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  process.stdout.write(
    `\n${table(all)}\n\nRatios are medians of ${options.rounds} rounds of ${options.seconds} s in turns; us is CPU a request.\n\n${verdicts(judgements)}\n\n` +
      `${machine.cores} cores (${machine.cpu}), Node ${machine.node}: ${judgements.length - missed.length} of ${judgements.length} floors reached, ${minutes} min\n`,
  );
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ machine, options, calls: all, floors: judgements }, null, 2)}\n`);
  return missed.length ? 1 : 0;
}

import type { Compared } from './compare.ts';
import { growth, pairedRatio, summary } from './figures.ts';
import { floors, judgedClients, largeSize, mostResidentMb, smallSize } from './floors.ts';

/** A floor and what was reached. */
export interface Judgement {
  readonly what: string;
  readonly isReached: boolean;
  /** both in words: what was measured, and the floor */
  readonly measured: string;
  readonly floor: string;
}

const two = (value: number) => value.toFixed(2);
const sizes = (size: number) => (size % 1000 ? String(size) : `${size / 1000}k`);

/** Every floor that these figures speak of. A call that is not served reaches none. */
export function judge(all: readonly Compared[]): Judgement[] {
  const judged = all.filter(({ clients }) => clients === judgedClients);
  const memory = Math.max(...all.flatMap(({ placet }) => placet.map(({ residentMb }) => residentMb)));
  return [
    ...judged.flatMap(ofCall),
    ...judged.filter(({ size }) => size === largeSize).flatMap((large) => ofGrowth(large, judged)),
    ...(Number.isFinite(memory)
      ? [
          {
            what: 'memory of the API',
            isReached: memory <= mostResidentMb,
            measured: `${Math.round(memory)} MB`,
            floor: `<= ${mostResidentMb} MB`,
          },
        ]
      : []),
  ];
}

function ofCall({ call, size, bare, placet, notServed, faults }: Compared): Judgement[] {
  const what = `${call.title}, ${sizes(size)}`;
  if (notServed)
    return [{ what, isReached: false, measured: `not served: ${notServed.replace(/\s+/g, ' ').slice(0, 90)}`, floor: 'served' }];
  const { ratio, goal, appCpu, p99 } = floors[call.ask];
  const reached = pairedRatio(placet, bare, 'perSecond');
  const judgements = [
    { what: `${what}: against bare`, isReached: reached >= ratio, measured: two(reached), floor: `>= ${two(ratio)} (${two(goal)})` },
  ];
  if (appCpu !== undefined) {
    const used = pairedRatio(placet, bare, 'appUs');
    judgements.push({ what: `${what}: app CPU`, isReached: used <= appCpu, measured: two(used), floor: `<= ${two(appCpu)}` });
  }
  if (p99 !== undefined) {
    const slow = summary(placet).p99;
    judgements.push({ what: `${what}: p99`, isReached: slow <= p99, measured: `${slow.toFixed(1)} ms`, floor: `<= ${p99} ms` });
  }
  for (const [fault, rounds] of Map.groupBy(faults, (said) => said))
    judgements.push({
      what,
      isReached: false,
      measured: rounds.length > 1 ? `${fault} (${rounds.length} times)` : fault,
      floor: 'no fault',
    });
  return judgements;
}

function ofGrowth(large: Compared, judged: readonly Compared[]): Judgement[] {
  const small = judged.find(({ call, size }) => call === large.call && size === smallSize);
  if (!small || large.notServed || small.notServed) return [];
  const [most, grown] = [floors[large.call.ask].growth, growth(large.placet, small.placet)];
  return [{ what: `${large.call.title}: growth`, isReached: grown <= most, measured: two(grown), floor: `<= ${two(most)}` }];
}

const head = ['call', 'size', 'clients', 'bare/s', 'Placet/s', 'ratio', 'p50 ms', 'p99 ms', 'app us', 'bare', 'pg us', 'bare', 'RSS MB'];

/** The figures of both, one line a call and size; medians of the rounds. */
export function table(all: readonly Compared[]): string {
  const rows = all.map(({ call, size, clients, bare, placet, notServed }) => {
    const name = [call.title, sizes(size), String(clients)];
    if (notServed) return [...name, 'not served'];
    const [b, p] = [summary(bare), summary(placet)];
    const whole = (value: number) => String(Math.round(value));
    return [
      ...name,
      whole(b.perSecond),
      whole(p.perSecond),
      two(pairedRatio(placet, bare, 'perSecond')),
      p.p50.toFixed(1),
      p.p99.toFixed(1),
      whole(p.appUs),
      whole(b.appUs),
      whole(p.postgresUs),
      whole(b.postgresUs),
      whole(p.residentMb),
    ];
  });
  return aligned([head, ...rows]);
}

export const verdicts = (judgements: readonly Judgement[]): string =>
  aligned(judgements.map(({ what, isReached, measured, floor }) => [isReached ? 'pass' : 'FAIL', what, measured, floor]));

/** The first column and what is text stand left, figures right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, n) => (widths[n] = Math.max(widths[n] ?? 0, Math.min(cell.length, 60))));
  const isFigure = (cell: string) => /^[\d.]+k?$/.test(cell);
  const line = (row: readonly string[]) =>
    row.map((cell, n) => (isFigure(cell) ? cell.padStart(widths[n] ?? 0) : cell.padEnd(widths[n] ?? 0))).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}

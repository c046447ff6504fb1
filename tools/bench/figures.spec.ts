import { growth, median, pairedRatio, percentile, summary, type Round } from './figures.ts';
import { calls } from './calls.ts';
import type { Compared } from './compare.ts';
import { judge, table } from './report.ts';

const round = (perSecond: number, more: Partial<Round> = {}): Round => ({
  perSecond,
  p50: 1,
  p99: 2,
  appUs: 100,
  postgresUs: 100,
  residentMb: 200,
  ...more,
});
const call = (ask: string) => calls.find((one) => one.ask === ask)!;
const compared = (ask: string, size: number, bare: Round[], placet: Round[], more: Partial<Compared> = {}): Compared => ({
  call: call(ask),
  size,
  clients: 64,
  bare,
  placet,
  faults: [],
  ...more,
});
const missedOf = (all: Compared[]) => judge(all).filter(({ isReached }) => !isReached);

describe('the figures', () => {
  it.each([
    [[3], 3],
    [[5, 1, 3], 3],
    [[4, 1, 3, 2], 2.5],
    [[1, 1000, 2, 3, 2], 2],
  ])('the median of %j is %d', (values, middle) => expect(median(values)).toBe(middle));

  it('the percentile is the nearest rank', () => {
    const hundred = Float64Array.from({ length: 100 }, (_, n) => n + 1);
    expect([50, 99, 100, 0].map((percent) => percentile(hundred, percent))).toEqual([50, 99, 100, 1]);
    expect(percentile([7], 99)).toBe(7);
    expect(percentile([], 99)).toBeNaN();
  });

  it('ratios are taken round by round, so that a disturbed pair counts for one', () => {
    const [bare, placet] = [[1000, 100, 1000].map((perSecond) => round(perSecond)), [800, 79, 810].map((perSecond) => round(perSecond))];
    expect(pairedRatio(placet, bare, 'perSecond')).toBeCloseTo(0.8);
  });

  it('growth is of the CPU of server and database together', () => {
    const small = [round(1, { appUs: 100, postgresUs: 100 })];
    expect(growth([round(1, { appUs: 120, postgresUs: 180 })], small)).toBeCloseTo(1.5);
  });

  it('sums up by medians, and keeps the most memory', () => {
    const rounds = [round(1, { residentMb: 340 }), round(9, { residentMb: 300 }), round(5)];
    expect(summary(rounds)).toMatchObject({ perSecond: 5, residentMb: 340 });
  });
});

describe('the floors', () => {
  it('are reached or not, each by itself', () => {
    const good = compared('createSpread', 1000, [round(1000)], [round(650, { appUs: 150 })]);
    expect(missedOf([good])).toEqual([]);
    const slow = compared('createSpread', 1000, [round(1000)], [round(640, { appUs: 151 })]);
    expect(missedOf([slow]).map(({ what }) => what)).toEqual([
      'POST /Users, 100 workspaces, 1k: against bare',
      'POST /Users, 100 workspaces, 1k: app CPU',
    ]);
  });

  it('hold for the hot workspace by rate and by its slowest answers', () => {
    expect(missedOf([compared('create', 1000, [round(1000)], [round(2000, { p99: 61 })])])).toMatchObject([{ measured: '61.0 ms' }]);
  });

  it('hold for growth between the two sizes', () => {
    const at = (size: number, appUs: number) => compared('read', size, [round(100)], [round(100, { appUs })]);
    expect(missedOf([at(1000, 100), at(100_000, 139)])).toEqual([]);
    expect(missedOf([at(1000, 100), at(100_000, 142)])).toMatchObject([{ what: 'GET /Users/{id}: growth', measured: '1.21' }]);
  });

  it('hold for memory over all rounds', () => {
    expect(missedOf([compared('read', 1000, [round(1), round(1)], [round(1), round(1, { residentMb: 351 })])])).toMatchObject([
      { measured: '351 MB' },
    ]);
  });

  it('are missed by a call that is not served, and by any fault', () => {
    const unserved = compared('findEmail', 1000, [], [], { notServed: '400 invalidFilter' });
    const faulty = compared('read', 1000, [round(1)], [round(1)], { faults: ['placet: 3 x 500 '] });
    expect(missedOf([unserved, faulty]).map(({ measured }) => measured)).toEqual(['not served: 400 invalidFilter', 'placet: 3 x 500 ']);
    expect(table([unserved])).toMatch(/filter emails.value eq +1k +64 +not served/);
  });

  it('are for 64 clients', () => {
    expect(judge([compared('read', 1000, [round(100)], [round(1)], { clients: 16 })])).toHaveLength(1);
  });
});

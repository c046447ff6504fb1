/** The middle value, or the mean of the two in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The smallest value that so many percent do not exceed (nearest rank); NaN of none. @param ascending sorted */
export function percentile(ascending: ArrayLike<number>, percent: number): number {
  return ascending[Math.max(0, Math.ceil((percent / 100) * ascending.length) - 1)] ?? Number.NaN;
}

/** What one round of one server gave. */
export interface Round {
  readonly perSecond: number;
  /** milliseconds */
  readonly p50: number;
  readonly p99: number;
  /** CPU microseconds a request, of the server and of PostgreSQL */
  readonly appUs: number;
  readonly postgresUs: number;
  /** the most that the server held at the end of a round, MB */
  readonly residentMb: number;
}

/** The median of each figure. */
export function summary(rounds: readonly Round[]): Round {
  const of = (figure: keyof Round) => median(rounds.map((round) => round[figure]));
  return {
    perSecond: of('perSecond'),
    p50: of('p50'),
    p99: of('p99'),
    appUs: of('appUs'),
    postgresUs: of('postgresUs'),
    residentMb: Math.max(...rounds.map(({ residentMb }) => residentMb)),
  };
}

/** How one server's figure stands to the other's, round by round, since what disturbs one round disturbs both; then the median. */
export const pairedRatio = (ours: readonly Round[], theirs: readonly Round[], figure: 'perSecond' | 'appUs'): number =>
  median(ours.map((round, n) => round[figure] / (theirs[n]?.[figure] ?? Number.NaN)));

/** CPU a request at one size over that at another, server and PostgreSQL together. */
export const growth = (large: readonly Round[], small: readonly Round[]): number =>
  median(large.map((round, n) => cpu(round) / (small[n] ? cpu(small[n]) : Number.NaN)));

const cpu = ({ appUs, postgresUs }: Round): number => appUs + postgresUs;

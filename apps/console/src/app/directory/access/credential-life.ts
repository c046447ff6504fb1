const month = 30 * 24 * 3_600_000;

/** Whether a credential has to be replaced now: less than a month is left. */
export const endsSoon = (expiresAt: string, now = Date.now()): boolean => Date.parse(expiresAt) - now < month;

/** Of each kind at a time: the one in use, and the one that takes over. */
export const mostCredentials = 2;

/** For how long a credential may be made, in months; twelve is the usual one, twenty-four the most. */
export const lives = [3, 6, 12, 24] as const;

/** The instant that many months from now, an hour short of it so that two clocks agree on "at most". */
export function endAfter(months: number, now = new Date()): string {
  const end = new Date(now);
  end.setUTCMonth(end.getUTCMonth() + months);
  end.setUTCHours(end.getUTCHours() - 1);
  return end.toISOString();
}

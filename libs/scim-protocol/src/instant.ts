const shape = /^(\d{4}-\d\d-(\d\d))T\d\d:\d\d:\d\d(?:\.(\d{1,12}))?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/i;

/** Reads a date and time as RFC 7643 §2.3.5 wants it, both parts there; one without an offset is taken for UTC.
 *
 * @returns RFC 3339 with `Z` or an offset, which PostgreSQL and `Date` read alike; undefined for anything else, also for 30 February and the year 0
 */
export function instantOf(written: string): string | undefined {
  const [, date = '', day, , zone] = written.length <= 48 ? (shape.exec(written) ?? []) : [];
  if (day === undefined || date.startsWith('0000')) return undefined;
  const full = zone === undefined ? `${written}Z` : written;
  // Date rolls days over that a month doesn't have.
  if (Number.isNaN(Date.parse(full)) || new Date(`${date}T00:00:00Z`).getUTCDate() !== Number(day)) return undefined;
  return full.toUpperCase();
}

/** Whether one instant is before (negative), the same as (0) or after another, to the last digit of its seconds; both as `instantOf` gives them. */
export function compareInstants(a: string, b: string): number {
  const whole = (text: string) => Date.parse(text.replace(/\.\d+/, ''));
  const fraction = (text: string) => (/\.(\d+)/.exec(text)?.[1] ?? '').padEnd(12, '0');
  return whole(a) - whole(b) || Number(fraction(a)) - Number(fraction(b));
}

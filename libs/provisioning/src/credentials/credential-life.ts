import { InvalidField } from '@placet/kernel';

const defaultMonths = 12;
const mostMonths = 24;

/** When a token or a client of a connection ends (`scim.md` §4).
 *
 * @param asked at most 24 months ahead; absent: 12 months
 * @throws InvalidField `expiresAt`
 */
export function endOfCredential(now: Date, asked: Date | undefined): Date {
  const until = asked ?? monthsAfter(now, defaultMonths);
  if (until <= now) throw new InvalidField('expiresAt', 'not_in_the_future');
  if (until > monthsAfter(now, mostMonths)) throw new InvalidField('expiresAt', 'too_late', { months: mostMonths });
  return until;
}

function monthsAfter(from: Date, months: number): Date {
  const at = new Date(from);
  at.setUTCMonth(at.getUTCMonth() + months);
  return at;
}

const day = 86_400_000;
/** A process looks again after this at the latest. */
const longestWait = 30 * day;

/** One round of an open invitation, with the mails that were asked for in it. */
export interface InvitationRound {
  readonly number: number;
  /** from which its days count */
  readonly opensAt: Date;
  readonly lapsesAt: Date;
  readonly sendsMail: boolean;
  /** days after `opensAt`, whole, in any order */
  readonly reminders: readonly number[];
  /** `first`, `reminder/3` … */
  readonly asked: readonly string[];
  readonly firstAskedAt: Date | null;
  /** the address refused one of them for good */
  readonly hasBounced: boolean;
}

/** The mail that is due, as it stands in its key behind the invitation's id: `2/first`, `2/reminder/7`.
 *
 * What was missed is not made up for: of several reminders that are due only the last goes out, and none whose day had come before the
 * first mail went. An address that bounced gets no further one in this round.
 */
export function mailDue(round: InvitationRound, now: Date): string | undefined {
  if (!round.sendsMail || round.lapsesAt <= now || round.opensAt > now) return undefined;
  if (!round.asked.includes('first')) return `${round.number}/first`;
  const due = remindersOf(round).findLast(({ at }) => at <= now);
  return due && !round.asked.includes(due.mail) ? `${round.number}/${due.mail}` : undefined;
}

/** When something is due if nothing happens before: epoch milliseconds, at most 30 days ahead. */
export function nextMoment(round: InvitationRound, now: Date): number {
  const mails = round.sendsMail ? [{ at: round.opensAt }, ...remindersOf(round)] : [];
  const ahead = [...mails.map(({ at }) => at), round.lapsesAt].map((at) => at.getTime()).filter((at) => at > now.getTime());
  return Math.min(...ahead, now.getTime() + longestWait);
}

/** Those that may still go out, by their day. */
function remindersOf({ reminders, opensAt, firstAskedAt, hasBounced }: InvitationRound): { mail: string; at: Date }[] {
  if (hasBounced) return [];
  return reminders
    .toSorted((one, other) => one - other)
    .map((days) => ({ mail: `reminder/${days}`, at: new Date(opensAt.getTime() + days * day) }))
    .filter(({ at }) => !firstAskedAt || at > firstAskedAt);
}

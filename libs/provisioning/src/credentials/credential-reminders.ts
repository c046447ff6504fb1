const daysAhead = [30, 7, 1] as const;
const dayMs = 86_400_000;
const longestWaitMs = 30 * dayMs;

/** A token or an OAuth client, as far as its end goes. */
export interface EndingCredential {
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** of the latest reminder */
  readonly remindedDays: number | null;
}

/** What the end of a credential asks for at an instant. */
export interface EndLook {
  readonly isOver: boolean;
  /** whole days before the end; undefined where nothing is due */
  readonly due: number | undefined;
  /** epoch milliseconds; at most 30 days ahead */
  readonly nextMoment: number;
}

/** Reminders come 30, 7 and 1 days before the end (`scim.md` §4). One that lay behind when the credential was made is left out, and of several that are
 * overdue only the last is sent. */
export function lookAtEnd({ createdAt, expiresAt, revokedAt, remindedDays }: EndingCredential, now: Date): EndLook {
  const at = now.getTime();
  const moment = (days: number) => expiresAt.getTime() - days * dayMs;
  const isOver = revokedAt !== null || moment(0) <= at;
  const passed = daysAhead.filter((days) => moment(days) > createdAt.getTime() && moment(days) <= at);
  const last = passed.at(-1);
  const ahead = [...daysAhead, 0].map(moment).filter((one) => one > at);
  return {
    isOver,
    due: !isOver && last !== undefined && last < (remindedDays ?? Infinity) ? last : undefined,
    nextMoment: Math.min(at + longestWaitMs, ...ahead),
  };
}

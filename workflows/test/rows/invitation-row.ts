import type { InvitationActivities, InvitationEnd, InvitationLook } from '../../src/invitation/contract.ts';
import { oneDay, type Row } from './row.ts';

const reminders = [3, 7];
const lastsDays = 14;

/** An invitation in memory, with the rules of the real one: reminders on days 3 and 7, lapsed on day 14. */
export function invitationRow({ at, day = oneDay, state = 'open', wasMailed = [], withoutMail = false }: InvitationStart) {
  const row = { state, mailed: [...wasMailed], resends: 0, expiresAt: at + lastsDays * day };
  const told: string[] = [];
  let seenAt = at;
  const tell = (what: string) => void told.push(`day ${Math.floor((seenAt - at) / day)}: ${what}`);
  const wanted = () =>
    withoutMail
      ? []
      : [
          { mail: 'first', from: at },
          ...Array.from({ length: row.resends }, (_, n) => ({ mail: `resend/${n + 1}`, from: at })),
          ...reminders.map((days, n) => ({ mail: `reminder/${n + 1}`, from: at + days * day })),
        ].filter(({ mail }) => !row.mailed.includes(mail));

  const activities = {
    lookAtInvitation: async (_ref, now): Promise<InvitationLook> => {
      seenAt = now;
      const mails = wanted();
      const hasLapsed = row.state === 'open' && row.expiresAt <= now;
      const moments = [row.expiresAt, ...mails.map(({ from }) => from)].filter((moment) => moment > now);
      return {
        state: row.state,
        passed: row.mailed.includes('first') ? ['mailed'] : [],
        isOver: row.state !== 'open',
        nextMoment: Math.min(...moments, now + 30 * day),
        mailDue: row.state === 'open' && !hasLapsed ? mails.find(({ from }) => from <= now)?.mail : undefined,
        hasLapsed,
      };
    },
    sendInvitationMail: async (_ref, mail) => {
      await during.sendInvitationMail?.();
      if (row.state !== 'open' || row.mailed.includes(mail)) return 'moved';
      row.mailed.push(mail);
      tell(mail);
      return 'done';
    },
    expireInvitation: async (_ref, now) => {
      await during.expireInvitation?.();
      if (row.state !== 'open' || row.expiresAt > now) return 'moved';
      row.state = 'expired';
      tell('expired');
      return 'done';
    },
  } satisfies InvitationActivities;

  const during: Partial<Record<keyof typeof activities, () => unknown>> = {};
  const end = (how: InvitationEnd) => {
    if (row.state === 'open') row.state = how;
  };
  return {
    activities,
    told,
    during,
    end,
    resend: () => void row.resends++,
    extend: (days: number) => void (row.expiresAt += days * day),
  } satisfies Row & Record<string, unknown>;
}

/** `at`: epoch milliseconds of the invitation; `day`: how long a day lasts, in milliseconds; `wasMailed`: mails that were asked for before. */
export interface InvitationStart {
  at: number;
  day?: number;
  state?: InvitationLook['state'];
  wasMailed?: string[];
  withoutMail?: boolean;
}

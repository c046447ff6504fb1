import { mailDue, nextMoment, type InvitationRound } from './invitation-schedule.ts';

const monday = Date.UTC(2026, 2, 2, 9);
const day = (days: number) => new Date(monday + days * 86_400_000);
const round = (more: Partial<InvitationRound> = {}): InvitationRound => ({
  number: 1,
  opensAt: day(0),
  lapsesAt: day(14),
  sendsMail: true,
  reminders: [7, 3],
  asked: ['first'],
  firstAskedAt: day(0),
  hasBounced: false,
  ...more,
});
const daysUntil = (of: InvitationRound, now: number) => (nextMoment(of, day(now)) - monday) / 86_400_000;

describe('the mails of a round', () => {
  it('are the first at once, then a reminder on each of its days', () => {
    const nothingYet = round({ asked: [], firstAskedAt: null });
    expect(mailDue(nothingYet, day(0))).toBe('1/first');
    expect([mailDue(round(), day(2.9)), mailDue(round(), day(3))]).toEqual([undefined, '1/reminder/3']);
    const reminded = round({ asked: ['first', 'reminder/3'] });
    expect([mailDue(reminded, day(6.9)), mailDue(reminded, day(7))]).toEqual([undefined, '1/reminder/7']);
    expect(mailDue(round({ asked: ['first', 'reminder/3', 'reminder/7'] }), day(13))).toBeUndefined();
  });

  it('do not come in a heap after everything stood still', () => {
    expect(mailDue(round(), day(8))).toBe('1/reminder/7');
    expect(mailDue(round({ asked: ['first', 'reminder/7'] }), day(8))).toBeUndefined();
    expect(mailDue(round({ firstAskedAt: day(5) }), day(5))).toBeUndefined();
    expect(mailDue(round({ firstAskedAt: day(5) }), day(7))).toBe('1/reminder/7');
  });

  it('stop at the last day, where none are wanted, and at an address that bounced', () => {
    expect(mailDue(round({ asked: [], firstAskedAt: null }), day(14))).toBeUndefined();
    expect(mailDue(round({ sendsMail: false, asked: [], firstAskedAt: null }), day(0))).toBeUndefined();
    expect(mailDue(round({ hasBounced: true }), day(3))).toBeUndefined();
  });

  it('wait for the first day of the membership', () => {
    const later = round({ opensAt: day(5), lapsesAt: day(19), asked: [], firstAskedAt: null });
    expect([mailDue(later, day(4.9)), mailDue(later, day(5))]).toEqual([undefined, '1/first']);
    expect(mailDue({ ...later, asked: ['first'], firstAskedAt: day(5) }, day(8))).toBe('1/reminder/3');
  });
});

describe('the next moment', () => {
  it('is that of the next mail, else the last day', () => {
    expect([daysUntil(round(), 1), daysUntil(round(), 3), daysUntil(round(), 7)]).toEqual([3, 7, 14]);
    expect(daysUntil(round({ sendsMail: false }), 0)).toBe(14);
    expect(daysUntil(round({ hasBounced: true }), 0)).toBe(14);
    expect(daysUntil(round({ opensAt: day(5), lapsesAt: day(19), asked: [], firstAskedAt: null }), 0)).toBe(5);
  });

  it('is never more than 30 days ahead, nor endless once the last day is over', () => {
    expect(daysUntil(round({ lapsesAt: day(90) }), 8)).toBe(38);
    expect(daysUntil(round(), 20)).toBe(50);
  });
});

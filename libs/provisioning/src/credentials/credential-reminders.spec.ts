import { lookAtEnd, type EndingCredential } from './credential-reminders.ts';

const made = new Date('2026-01-01T10:00:00Z');
const until = new Date('2026-12-31T10:00:00Z');
const look = (at: string, change: Partial<EndingCredential> = {}) =>
  lookAtEnd({ createdAt: made, expiresAt: until, revokedAt: null, remindedDays: null, ...change }, new Date(at));
const iso = (moment: number) => new Date(moment).toISOString();

describe('the end of a credential', () => {
  it('is told 30, 7 and 1 days ahead, each once', () => {
    expect(look('2026-12-01T09:59:59Z').due).toBeUndefined();
    expect(look('2026-12-01T10:00:00Z').due).toBe(30);
    expect(look('2026-12-01T10:00:00Z', { remindedDays: 30 }).due).toBeUndefined();
    expect(look('2026-12-24T10:00:00Z', { remindedDays: 30 }).due).toBe(7);
    expect(look('2026-12-30T10:00:00Z', { remindedDays: 7 }).due).toBe(1);
    expect(look('2026-12-30T11:00:00Z', { remindedDays: 1 }).due).toBeUndefined();
  });

  it('is told once where several reminders are overdue', () => {
    expect(look('2026-12-30T12:00:00Z').due).toBe(1);
  });

  it('is not told of days that lay behind when it was made', () => {
    expect(look('2026-12-26T00:00:00Z', { createdAt: new Date('2026-12-25T00:00:00Z') }).due).toBeUndefined();
    expect(look('2026-12-30T10:00:00Z', { createdAt: new Date('2026-12-25T00:00:00Z') }).due).toBe(1);
  });

  it('says when to look again, a month ahead at most', () => {
    expect(iso(look('2026-01-01T10:00:00Z').nextMoment)).toBe('2026-01-31T10:00:00.000Z');
    expect(iso(look('2026-11-20T10:00:00Z').nextMoment)).toBe('2026-12-01T10:00:00.000Z');
    expect(iso(look('2026-12-30T10:00:00Z').nextMoment)).toBe('2026-12-31T10:00:00.000Z');
  });

  it('is over when it is revoked or expired, and told no more', () => {
    expect(look('2026-12-31T10:00:00Z')).toMatchObject({ isOver: true, due: undefined });
    expect(look('2026-12-30T10:00:00Z', { revokedAt: made })).toMatchObject({ isOver: true, due: undefined });
  });
});

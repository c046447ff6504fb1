import { jest } from '@jest/globals';
import { mailRow } from '../../test/rows/mail-row.ts';
import { standIn, tell } from '../../test/stand-in.ts';
import { each, mailStarts } from '../../test/starts.ts';

jest.unstable_mockModule('@temporalio/workflow', () => standIn);
const { mail } = await import('./workflow.ts');

const noon = Date.UTC(2026, 2, 2, 12);
const run = () => mail({ workspaceId: 'acme', id: 'm1' });
const hour = 1 / 24;

describe('mail', () => {
  it('is sent at once', async () => {
    const row = mailRow({ at: noon, server: () => 'taken' });
    expect(await tell(run, row.activities, noon).end()).toBe('sent');
    expect(row.told).toEqual(['sent after attempt 1']);
  });

  it('is tried again after growing waits while the mail server is away', async () => {
    const attempts: number[] = [];
    const server = () => {
      attempts.push((story.now - noon) / 60_000);
      return attempts.length < 5 ? ('try later' as const) : ('taken' as const);
    };
    const story = tell(run, mailRow({ at: noon, server }).activities, noon);
    await story.day(6 * hour);
    expect(attempts).toEqual([0, 1, 5, 21, 85]);
    expect(await story.end()).toBe('sent');
  });

  it('records a bounce, throws nothing, and is not tried again', async () => {
    const row = mailRow({ at: noon, server: () => 'refused for good' });
    expect(await tell(run, row.activities, noon).end()).toBe('bounced');
    expect(row.told).toEqual(['bounced after attempt 1']);
  });

  it('is given up after 24 h, not before', async () => {
    const story = tell(run, mailRow({ at: noon, server: () => 'try later' }).activities, noon);
    await story.day(23 * hour);
    await expect(story.end()).rejects.toThrow('not over');
    await story.day(24 * hour);
    expect(await story.end()).toBe('failed');
  });

  it('is not sent any more once it is dropped between two attempts', async () => {
    const row = mailRow({ at: noon, server: (attempt) => (attempt === 1 ? 'try later' : 'taken') });
    const story = tell(run, row.activities, noon);
    await story.day(0);
    row.drop();
    await story.poke();
    expect(await story.end()).toBe('dropped');
  });

  it.each(each(mailStarts))('begins at $state, $how', async ({ start }) => {
    const { row, finish, end, told } = start(noon);
    const story = tell(run, row.activities, noon);
    await story.day(0);
    finish?.();
    await story.poke();
    expect({ end: await story.end(), told: row.told }).toEqual({ end, told });
  });
});

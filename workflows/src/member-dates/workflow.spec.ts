import { jest } from '@jest/globals';
import { memberDatesRow } from '../../test/rows/member-dates-row.ts';
import { standIn, tell } from '../../test/stand-in.ts';
import { each, memberDatesStarts } from '../../test/starts.ts';

jest.unstable_mockModule('@temporalio/workflow', () => standIn);
const { memberDates } = await import('./workflow.ts');

const midnight = Date.UTC(2026, 2, 2);
const run = () => memberDates({ workspaceId: 'acme', id: 'ada' });
const begin = (row: ReturnType<typeof memberDatesRow>) => tell(run, row.activities, midnight);

describe('dates of a member', () => {
  it('begins on the first day and ends on the last', async () => {
    const row = memberDatesRow({ at: midnight, startsOn: 10, endsOn: 100 });
    const story = begin(row);
    await story.day(99);
    expect(row.told).toEqual(['day 10: begins']);
    await story.day(100);
    expect(row.told).toEqual(['day 10: begins', 'day 100: ends']);
    expect(await story.end()).toBe('past');
  });

  it('lifts a ban in its last moment', async () => {
    const row = memberDatesRow({ at: midnight, bannedUntil: 7 });
    const story = begin(row);
    await story.day(7);
    expect(row.told).toEqual(['day 7: ban lifted']);
    expect(await story.end()).toBe('past');
  });

  it('frees the seats that were kept, unless he came back', async () => {
    const row = memberDatesRow({ at: midnight, keptUntil: 1 });
    const story = begin(row);
    await story.day(1);
    expect([row.told, await story.end()]).toEqual([['day 1: seats freed'], 'past']);
    const back = memberDatesRow({ at: midnight, keptUntil: 1 });
    back.during.keptUntil = () => void (back.dates.keptUntil = undefined);
    const other = begin(back);
    await other.day(2);
    expect([back.told, await other.end()]).toEqual([[], 'past']);
  });

  it('follows a date that is moved', async () => {
    const row = memberDatesRow({ at: midnight, endsOn: 28 });
    const story = begin(row);
    await story.day(2);
    row.dates.endsOn = 5;
    await story.poke();
    await story.day(5);
    expect(row.told).toEqual(['day 5: ends']);
  });

  it('does not end a member whose last day is moved away in that very moment', async () => {
    const row = memberDatesRow({ at: midnight, endsOn: 5 });
    row.during.endsOn = () => void (row.dates.endsOn = 9);
    const story = begin(row);
    await story.day(8);
    expect(row.told).toEqual([]);
    await story.day(9);
    expect(row.told).toEqual(['day 9: ends']);
  });

  it('tries again each day while the last owner can not go', async () => {
    const row = memberDatesRow({ at: midnight, endsOn: 1, isLastOwner: true });
    const story = begin(row);
    await story.day(3);
    expect(row.told).toEqual([]);
    row.owner.isLast = false;
    await story.day(4);
    expect(row.told).toEqual(['day 4: ends']);
    expect(await story.end()).toBe('past');
  });

  it.each(each(memberDatesStarts))('begins at $state, $how', async ({ start }) => {
    const { row, finish, end, told } = start(midnight);
    const story = tell(run, row.activities, midnight);
    await story.day(0);
    finish?.();
    await story.poke();
    expect({ end: await story.end(), told: row.told }).toEqual({ end, told });
  });
});

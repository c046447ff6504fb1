import { jest } from '@jest/globals';
import { waitingListRow } from '../../test/rows/waiting-list-row.ts';
import { ContinuedAsNew, standIn, tell } from '../../test/stand-in.ts';
import { each, waitingListStarts } from '../../test/starts.ts';

jest.unstable_mockModule('@temporalio/workflow', () => standIn);
const { waitingList } = await import('./workflow.ts');

const pool = { workspaceId: 'acme', product: 'core' };
const run = () => waitingList(pool);

describe('waiting list', () => {
  it('waits until seats are granted, then seats everybody, 20 at a time', async () => {
    const line = waitingListRow({ waiting: 45 });
    const story = tell(run, line.activities);
    await story.day(60);
    expect(line.told).toEqual([]);
    line.grant(50);
    await story.poke();
    expect(line.told).toEqual(['20 seated', '20 seated', '5 seated']);
    expect(await story.end()).toBe('empty');
  });

  it('repairs what was missed at its next look, without a poke', async () => {
    const line = waitingListRow({ waiting: 1 });
    const story = tell(run, line.activities);
    await story.day(0.5);
    line.grant(1);
    await story.day(1);
    expect(await story.end()).toBe('empty');
  });

  it('goes on waiting when another door takes the seat in between', async () => {
    const line = waitingListRow({ waiting: 1, free: 1 });
    line.during.giveFreeSeats = () => line.take(1);
    const story = tell(run, line.activities);
    await story.day(2);
    expect(line.told).toEqual([]);
    await expect(story.end()).rejects.toThrow('not over');
  });

  it('does not end over somebody who joins in the moment in which the line empties', async () => {
    const line = waitingListRow({ waiting: 1, free: 1 });
    const look = line.activities.lookAtWaitingList;
    line.activities.lookAtWaitingList = async (ref, now) => {
      const empty = await look(ref, now);
      if (empty.isOver && line.told.length === 1) {
        line.join(1);
        line.grant(1);
        story.nudge();
      }
      return empty;
    };
    const story = tell(run, line.activities);
    expect(await story.end()).toBe('empty');
    expect(line.told).toEqual(['1 seated', '1 seated']);
  });

  it('continues as new, with its ids alone, when its history has grown long', async () => {
    const story = tell(run, waitingListRow({ waiting: 1 }).activities);
    await story.day(1);
    story.isLong = true;
    await story.poke();
    const reason = await story.end().catch((thrown: unknown) => thrown);
    expect(reason).toBeInstanceOf(ContinuedAsNew);
    expect(reason).toMatchObject({ ref: pool });
  });

  it.each(each(waitingListStarts))('begins at $state, $how', async ({ start }) => {
    const { row, finish, end, told } = start(0);
    const story = tell(run, row.activities);
    await story.day(0);
    finish?.();
    await story.poke();
    expect({ end: await story.end(), told: row.told }).toEqual({ end, told });
  });
});

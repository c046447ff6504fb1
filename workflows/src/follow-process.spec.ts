import { jest } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import { standIn, tell } from '../test/stand-in.ts';
import type { Look } from './look.ts';

jest.unstable_mockModule('@temporalio/workflow', () => standIn);
const { proxyActivities } = await import('@temporalio/workflow');
const { followProcess, letBugsThrough, untouchable } = await import('./follow-process.ts');
const { doors } = await import('./doors.ts');

type Ref = { workspaceId: string; id: string };
const ref: Ref = { workspaceId: 'acme', id: 'r1' };
const noon = Date.UTC(2026, 2, 2, 12);
const { lookAtRow } = proxyActivities<{ lookAtRow(ref: Ref, now: number): Promise<Look> }>(doors);

/** A row that is looked at; `at` fills in what a case does not say. */
function aRow(state = 'open') {
  const row: Look = { state, passed: [], isOver: false, nextMoment: noon + 86_400_000 };
  return { row, activities: { lookAtRow: async (_ref: Ref, now: number) => ({ ...row, nextMoment: Math.max(row.nextMoment, now + 1) }) } };
}
const reach = (goal: string) => () => {
  const { reaches, waitForPoke } = followProcess(ref, lookAtRow);
  return reaches(goal, (row) => waitForPoke(row.nextMoment));
};

describe('following a process', () => {
  it('answers the state once the goal lies behind', async () => {
    const { row, activities } = aRow();
    const story = tell(reach('paid'), activities, noon);
    await story.day(0);
    Object.assign(row, { state: 'granting', passed: ['paid'] });
    await story.poke();
    expect(await story.end()).toBe('granting');
  });

  it('skips a goal that lay behind from the beginning', async () => {
    const { row, activities } = aRow('granting');
    row.passed = ['paid', 'moved'];
    expect(await tell(reach('paid'), activities, noon).end()).toBe('granting');
  });

  it('throws ProcessEnded, which nobody retries or logs as an error, when it ended before the goal', async () => {
    const { row, activities } = aRow();
    const story = tell(reach('paid'), activities, noon);
    await story.day(0);
    Object.assign(row, { state: 'withdrawn', isOver: true });
    await story.poke();
    await expect(story.end()).rejects.toMatchObject({
      type: 'ProcessEnded',
      nonRetryable: true,
      category: 'BENIGN',
      message: 'ended as withdrawn',
    });
  });

  it('loses no poke that comes during a look', async () => {
    const { row, activities } = aRow();
    let looks = 0;
    const look = activities.lookAtRow;
    activities.lookAtRow = async (...args) => {
      const before = await look(...args);
      if (++looks === 1) {
        Object.assign(row, { state: 'done', passed: ['paid'] });
        story.nudge();
      }
      return before;
    };
    const story = tell(reach('paid'), activities, noon);
    expect(await story.end()).toBe('done');
    expect(looks).toBe(2);
  });

  it('waits at least a second, also for a moment that is over', async () => {
    const { activities } = aRow();
    activities.lookAtRow = async (_ref, now) => ({ state: 'open', passed: [], isOver: false, nextMoment: now - 5_000 });
    const looks: number[] = [];
    const look = activities.lookAtRow;
    activities.lookAtRow = (aRef, now) => {
      looks.push(now - noon);
      return look(aRef, now);
    };
    const story = tell(reach('paid'), activities, noon);
    await story.day(3 / 86_400);
    expect(looks).toEqual([0, 1_000, 2_000, 3_000]);
  });

  it('shows stage and due time to operators, once per stage and not at the end', async () => {
    const { row, activities } = aRow();
    const story = tell(reach('paid'), activities, noon);
    await story.poke();
    await story.poke();
    Object.assign(row, { state: 'waiting for the bank', nextMoment: noon + 2 * 86_400_000 });
    await story.poke();
    Object.assign(row, { state: 'refused', isOver: true });
    await story.poke();
    expect(story.marks.map((marks) => marks.map(({ key, value }) => [key.name, value]))).toEqual([
      [
        ['Stage', 'open'],
        ['DueAt', new Date(noon + 86_400_000)],
      ],
      [
        ['Stage', 'waiting for the bank'],
        ['DueAt', new Date(noon + 2 * 86_400_000)],
      ],
    ]);
  });

  it('lets bugs and continue-as-new through a catch, and keeps failures for the compensation', async () => {
    const bug = new Error('a bug');
    expect(() => letBugsThrough(bug)).toThrow(bug);
    expect(() => letBugsThrough(ApplicationFailure.nonRetryable('refused'))).not.toThrow();
    expect(await untouchable(async () => 'given back')).toBe('given back');
  });
});

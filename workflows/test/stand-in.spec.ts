import { jest } from '@jest/globals';
import type { Look } from '../src/look.ts';
import { standIn, tell } from './stand-in.ts';

jest.unstable_mockModule('@temporalio/workflow', () => standIn);
const { proxyActivities } = await import('@temporalio/workflow');
const { followProcess } = await import('../src/follow-process.ts');
const { doors } = await import('../src/doors.ts');

interface Doors {
  lookAtRow(ref: object, now: number): Promise<Look>;
  act(ref: object, fact?: unknown): Promise<void>;
}
const { lookAtRow, act } = proxyActivities<Doors>(doors);
const ref = { workspaceId: 'acme', id: 'r1' };
const noon = Date.UTC(2026, 2, 2, 12);
const open = (more: Partial<Look> = {}): Look => ({ state: 'open', passed: [], isOver: false, nextMoment: noon + 60_000, ...more });

describe('the stand-in fails a workflow that breaks a rule', () => {
  it('looks twice, sees the same and has not waited', async () => {
    const run = () => followProcess(ref, lookAtRow).untilOver(() => act(ref));
    const story = tell(run, { lookAtRow: async () => open(), act: async () => undefined }, noon);
    await expect(story.end()).rejects.toThrow('Looked twice, saw the same and has not waited');
  });

  it('never rests, though each look differs', async () => {
    let looks = 0;
    const run = () => followProcess(ref, lookAtRow).untilOver(() => act(ref));
    const story = tell(run, { lookAtRow: async () => open({ passed: [`${looks++}`] }), act: async () => undefined }, noon);
    await expect(story.end()).rejects.toThrow('Looked 500 times');
  });

  it.each([Infinity, NaN, noon + 31 * 86_400_000])('is told to wait until %s', async (nextMoment) => {
    const run = () => followProcess(ref, lookAtRow).untilOver(() => act(ref));
    await expect(tell(run, { lookAtRow: async () => open({ nextMoment }) }, noon).end()).rejects.toThrow('within 30 days');
  });

  it.each([
    [{ id: 'r1', workspaceId: 'acme' }, undefined],
    [{ workspaceId: 'acme', id: 'r1', seats: 3 }, undefined],
    [ref, 'Ada Byron'],
    [ref, { mail: 'ada@acme.test' }],
  ])('hands %j and %j to an activity', async (input, fact) => {
    const run = () => (fact === undefined ? act(input) : act(input, fact));
    await expect(tell(run, { act: async () => undefined }, noon).end()).rejects.toThrow(/ids only|Neither a moment nor a key/);
  });

  it('calls an activity that does not exist', async () => {
    await expect(tell(() => act(ref), {}, noon).end()).rejects.toThrow('There is no activity act');
  });
});

describe('the stand-in lets a good workflow be', () => {
  it('which sees the same again after a poke, or after its time came', async () => {
    let looks = 0;
    const run = async () => {
      const { untilOver, waitForPoke } = followProcess(ref, lookAtRow);
      return untilOver((row) => waitForPoke(row.nextMoment));
    };
    const story = tell(run, { lookAtRow: async () => open({ isOver: ++looks > 3, nextMoment: noon + 60_000 }) }, noon);
    await story.poke();
    await story.day(1);
    expect(await story.end()).toBe('open');
  });
});

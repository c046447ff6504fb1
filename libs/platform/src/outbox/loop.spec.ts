import { Logger } from '@nestjs/common';
import { Loop } from './loop.ts';

const anHour = 3_600_000;

/** A loop whose turns are let through one by one. */
function aLoop(answers: (boolean | Error)[]) {
  let turns = 0;
  let begun: (() => void) | undefined;
  let letThrough: (() => void) | undefined;
  const loop = new Loop('Spec', anHour, async () => {
    const answer = answers[turns++] ?? false;
    begun?.();
    await new Promise<void>((resolve) => (letThrough = resolve));
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const next = () => new Promise<void>((resolve) => (begun = resolve));
  return { loop, next, end: () => letThrough?.(), turns: () => turns };
}

describe('a loop', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('goes on at once while more waits', async () => {
    const { loop, next, end, turns } = aLoop([true, true, false]);
    for (let turn = 1; turn <= 3; turn++) {
      const begins = next();
      if (turn === 1) loop.start();
      else end();
      await begins;
    }
    const stopped = loop.stop();
    end();
    await stopped;
    expect(turns()).toBe(3);
  });

  it('is woken by a nudge, also by one that came during a turn', async () => {
    const { loop, next, end, turns } = aLoop([]);
    const first = next();
    loop.start();
    await first;
    loop.nudge();
    const second = next();
    end();
    await second;
    const third = next();
    end();
    await new Promise(setImmediate); // it pauses now
    loop.nudge();
    await third;
    const stopped = loop.stop();
    end();
    await stopped;
    expect(turns()).toBe(3);
  });

  it('survives a turn that fails, and pauses after it', async () => {
    const { loop, next, end, turns } = aLoop([new Error('x')]);
    const first = next();
    loop.start();
    await first;
    end();
    await new Promise(setImmediate);
    expect(turns()).toBe(1);
    const second = next();
    loop.nudge();
    await second;
    const stopped = loop.stop();
    end();
    await stopped;
  });

  it('ends after the turn that runs, and at once where it pauses', async () => {
    const { loop, next, end, turns } = aLoop([]);
    const first = next();
    loop.start();
    await first;
    end();
    await new Promise(setImmediate);
    await loop.stop();
    await loop.stop();
    expect(turns()).toBe(1);
  });
});

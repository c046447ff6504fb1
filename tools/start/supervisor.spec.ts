import { keepRunning } from './supervisor.mjs';

/** A program whose end the spec decides. */
function program() {
  let end: (code: number) => void = () => undefined;
  const ended = new Promise<number>((resolve) => (end = resolve));
  return { ended, end, kill: () => end(137), stop: async () => (end(143), ended) };
}

/** Collects what is said, and lets the spec wait for a line. */
function listener() {
  const said: string[] = [];
  const waiting: { words: string; resolve: () => void }[] = [];
  return {
    said,
    say: (text: string) => {
      said.push(text);
      for (const { words, resolve } of waiting) if (text.includes(words)) resolve();
    },
    hears: (words: string) => new Promise<void>((resolve) => waiting.push({ words, resolve })),
  };
}

const quick = { backOffMs: 1, longestMs: 4 };

describe('a program that is kept running', () => {
  it('is started again, with a longer wait each time it does not come up', async () => {
    const { said, say, hears } = listener();
    const stopping = new AbortController();
    const first = program();
    const starts = [first, new Error('no port'), new Error('no port'), program()];
    const start = async () => {
      const next = starts.shift();
      if (!next || next instanceof Error) throw next ?? new Error('started too often');
      return next;
    };
    const part = await keepRunning('api', start, { say, signal: stopping.signal, ...quick });
    const up = hears('up again');
    first.end(1);
    await up;
    expect(said).toEqual([
      'api ended unexpectedly (exit code 1)',
      'api starts again in 0.001 s',
      'no port',
      'api starts again in 0.002 s',
      'no port',
      'api starts again in 0.004 s',
      'api is up again',
    ]);
    stopping.abort();
    await part.stop(1_000);
  });

  it('is restarted at once where there is something newer to run', async () => {
    const { said, say, hears } = listener();
    const stopping = new AbortController();
    const part = await keepRunning('api', async () => program(), { say, signal: stopping.signal, ...quick });
    const up = hears('up again');
    await part.restart();
    await up;
    expect(said).toEqual(['api is up again']);
    stopping.abort();
    await part.stop(1_000);
  });

  it('stays down once it is stopped', async () => {
    const { said, say } = listener();
    const stopping = new AbortController();
    const part = await keepRunning('api', async () => program(), { say, signal: stopping.signal, ...quick });
    stopping.abort();
    await part.stop(1_000);
    expect(said).toEqual([]);
  });

  it('fails where it never came up: the first start is not repeated', async () => {
    const signal = new AbortController().signal;
    const start = () => Promise.reject(new Error('no port'));
    await expect(keepRunning('api', start, { say: () => undefined, signal, ...quick })).rejects.toThrow('no port');
  });
});

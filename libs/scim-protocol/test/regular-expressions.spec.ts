import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const source = join(import.meta.dirname, '../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'),
);
const literal = /(?<=[(=,:&|?!]\s*|return )\/(?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/g;

/** Enough for what is quadratic to take a fifth of a second. */
const length = 20_000;
const most = 50;
const starts = ['', 'a[', '"', '2026-01-01T00:00:00.', '-', '"bulkId:'];
const pieces = ['a', ' ', '"', '\\', '[', ']', '.', '0', '-', '+', ':', 'é', '"a', 'a.', '] ', '\\"', '"bulkId:', '2026-'];

/** Whether each text that a backtracking expression chokes on, long runs of what it repeats and an end that fits nothing, is done within 50 ms. */
const isFast = (expression: RegExp): boolean =>
  starts.every((start) => pieces.every((piece) => isDone(expression, `${start}${piece.repeat(length / piece.length)}\u0000`)));

/** A collector at work makes one look slow; what backtracks is slow each time. */
const isDone = (expression: RegExp, hostile: string): boolean =>
  Array.from({ length: 8 }).some(() => milliseconds(expression, hostile) < most);

function milliseconds({ source: of, flags }: RegExp, hostile: string): number {
  const from = process.cpuUsage();
  if (/[gy]/.test(flags)) hostile.replaceAll(new RegExp(of, `${flags.replace('g', '')}g`), '');
  else new RegExp(of, flags).test(hostile);
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000;
}

const expressions = files.flatMap((file) =>
  [...readFileSync(join(source, file), 'utf8').matchAll(literal)].map(([text]) => {
    const end = text.lastIndexOf('/');
    return { file, text, expression: new RegExp(text.slice(1, end), text.slice(end + 1)) };
  }),
);

describe('every regular expression of the library', () => {
  it('is found', () => {
    const count = files.map(
      (file) => readFileSync(join(source, file), 'utf8').match(/\.(?:test|exec|matchAll|replaceAll|replace)\(\/|= \/[^/*]/g)?.length ?? 0,
    );
    expect(expressions.length).toBeGreaterThanOrEqual(count.reduce((sum, each) => sum + each, 0));
    expect(expressions.length).toBeGreaterThan(8);
  });

  it('takes no longer than its text is long', () => {
    for (const { file, text, expression } of expressions) expect([file, text, isFast(expression)]).toEqual([file, text, true]);
  });

  it('would be caught if it did', () => {
    expect(isFast(/\s+$/)).toBe(false);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const rows = readFileSync(join(root, 'CONFORMANCE.md'), 'utf8')
  .split('\n')
  .filter((line) => line.includes('.spec.ts`'))
  .map((line) => line.split(/(?<!\\)\|/)[2]!);
const pathOf = (name: string) => [join(root, 'src', name), join(root, name)].find((path) => existsSync(path));

describe('CONFORMANCE.md', () => {
  it('names specs that are there, and sentences that stand in them', () => {
    const wrong = rows.flatMap((row) => {
      const files = [...row.matchAll(/`([^`]+\.spec\.ts)`/g)].map(([, name]) => name!);
      const text = files.map((name) => readFileSync(pathOf(name) ?? '/dev/null', 'utf8')).join('\n');
      const sentences = [...row.matchAll(/"([^"]+)"/g)].flatMap(([, sentence]) => sentence!.split('…').map((part) => part.trim()));
      return [...files.filter((name) => !pathOf(name)), ...sentences.filter((sentence) => !text.includes(sentence))];
    });
    expect(wrong).toEqual([]);
    expect(rows.length).toBeGreaterThan(60);
  });
});

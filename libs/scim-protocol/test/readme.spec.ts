import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const [, example = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];

describe('the README', () => {
  it('shows what its example really prints, run by plain Node', () => {
    const folder = mkdtempSync(join(tmpdir(), 'scim-readme-'));
    const file = join(folder, 'example.ts');
    writeFileSync(file, example.replace('@placet/scim-protocol', pathToFileURL(join(root, 'src/index.ts')).href));
    try {
      const said = execFileSync(process.execPath, [file], { encoding: 'utf8' }).trimEnd().split('\n');
      const promised = [...example.matchAll(/\/\/=> (.*)$/gm)].map(([, text]) => text);
      expect(said).toEqual(promised);
      expect(promised.length).toBeGreaterThan(5);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('names nothing that the library does not have', async () => {
    const library = (await import('../src/index.ts')) as Record<string, unknown>;
    const table = readme.slice(readme.search(/^\| for /m), readme.indexOf('What to know'));
    const named = [...table.matchAll(/`(\w+)`/g)].map(([, name]) => name!);
    expect(named.filter((name) => !(name in library))).toEqual([]);
    expect(named.length).toBeGreaterThan(30);
  });
});

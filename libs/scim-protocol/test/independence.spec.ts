import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const source = join(import.meta.dirname, '../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'),
);
const imported = files.flatMap((file) =>
  [...readFileSync(join(source, file), 'utf8').matchAll(/from '([^'.][^']*)'/g)].map(([, name]) => name!),
);

describe('the library', () => {
  it('stands alone: it imports one parser and the cryptography of Node', () => {
    expect([...new Set(imported)].toSorted()).toEqual(['node:crypto', 'scim2-parse-filter']);
  });

  it('asks no clock and no environment', () => {
    const sources = files.map((file) => readFileSync(join(source, file), 'utf8')).join('\n');
    expect(sources).not.toMatch(/Date\.now|new Date\(\)|process\.env|Math\.random/);
  });
});

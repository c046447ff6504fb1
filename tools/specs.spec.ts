import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');

describe('every spec known to git', () => {
  it('belongs to a Jest project, so that none silently never runs', () => {
    const known = lines('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.spec.ts']);
    const expected = known.filter((path) => !path.startsWith('e2e/') && existsSync(join(root, path)));
    const run = [...listedByJest({}), ...listedByJest({ LONG: '1' })];
    expect(run.toSorted()).toEqual(expected.toSorted());
  }, 60_000);
});

function listedByJest(more: NodeJS.ProcessEnv): string[] {
  const { LONG: _, ...env } = process.env;
  const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--listTests'];
  return lines(process.execPath, jest, { ...env, ...more }).map((path) => relative(root, path));
}

function lines(program: string, args: string[], env = process.env): string[] {
  return execFileSync(program, args, { cwd: root, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    .split('\n')
    .filter(Boolean);
}

// The specs that need neither database nor Temporal: rules, pure parts, the architecture. Seconds, for `npm run quick`.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const needsServers = /createDatabase|@placet\/testing|@temporalio\/(testing|worker)|TEST_DATABASE_URL|startPostgres/;

const known = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '*.spec.ts'], {
  cwd: root,
  encoding: 'utf8',
});
const rules = known
  .split('\0')
  .filter((path) => path && !path.startsWith('e2e/') && !path.endsWith('.long.spec.ts') && !/^apps\/[^/]+\/test\//.test(path))
  .filter((path) => existsSync(join(root, path)) && !needsServers.test(readFileSync(join(root, path), 'utf8')));
const jest = [
  '--disable-warning=ExperimentalWarning',
  '--experimental-vm-modules',
  'node_modules/jest/bin/jest.js',
  '--runTestsByPath',
  ...rules,
];
process.exitCode = spawnSync(process.execPath, jest, { cwd: root, stdio: 'inherit' }).status ?? 1;

// `npm run test:long`: the suites that take minutes; `-- faults` and the like run one group of them.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** What a group's files have in their path. @type {Record<string, { paths: string[], what: string }>} */
const groups = {
  seats: { paths: ['suites/seat-'], what: 'races for seats, and the model of seats (about 10 min)' },
  faults: { paths: ['suites/fault'], what: 'real processes killed under work (about 6 min)' },
  fuzz: { paths: ['suites/scim-fuzz'], what: '100,000 hostile requests to the doors of directories' },
  audit: { paths: ['audit-chain'], what: 'the hash chain, altered in every way' },
  lists: { paths: ['list-members'], what: 'the list of 100,000 members' },
};

const usage = `npm run test:long -- [group or path …] [options of Jest]

${Object.entries(groups)
  .map(([name, { what }]) => `  ${name.padEnd(9)}${what}`)
  .join('\n')}
  <path>   files whose path contains it
  --help   this text

Without any: all of them, one after another.`;

const asked = process.argv.slice(2);
if (asked.includes('--help')) {
  process.stdout.write(`${usage}\n`);
} else {
  const jest = [
    '--disable-warning=ExperimentalWarning',
    '--experimental-vm-modules',
    join(root, 'node_modules/jest/bin/jest.js'),
    '--runInBand',
  ];
  const patterns = asked.flatMap((word) => groups[word]?.paths ?? [word]);
  const run = spawn(process.execPath, [...jest, ...patterns], { cwd: root, stdio: 'inherit', env: { ...process.env, LONG: '1' } });
  process.on('SIGINT', () => undefined); // the terminal tells both
  process.on('SIGTERM', () => run.kill('SIGTERM'));
  run.on('exit', (code) => process.exit(code ?? 1));
}

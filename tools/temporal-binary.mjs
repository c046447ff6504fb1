// Where the two Temporal programs come from: `temporal` (CLI with the server) and `temporal-test-server` (skips time, for specs).
// Plain Node >= 20, no dependencies: the bootstrap runs it before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const cache = join(here, '../.placet/tools');
const fromWheels = join(cache, 'temporal-1.9.1');
const fromSdk = join(cache, 'temporal-sdk');

/** @typedef {{ source: 'address' | 'PATH' | 'cache' | 'SDK download', address?: string, path?: string }} FoundTemporal */

/**
 * The first hit of: `TEMPORAL_ADDRESS`, a `temporal` on the PATH with server >= 1.32, the tool cache, what the SDK downloaded.
 * @returns {FoundTemporal | undefined} `address` of a server that runs already, or the `path` of the program
 */
export function findTemporal() {
  const address = process.env['TEMPORAL_ADDRESS'];
  if (address) return { source: 'address', address };
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, 'temporal');
    if (folder && existsSync(path) && isNewEnough(versionOf(path))) return { source: 'PATH', path };
  }
  if (existsSync(join(fromWheels, 'bin/temporal'))) return { source: 'cache', path: join(fromWheels, 'bin/temporal') };
  const path = downloaded('temporal-sdk-');
  return path ? { source: 'SDK download', path } : undefined;
}

/** @returns {string | undefined} the program of the server that skips time */
export function findTestServer() {
  const path = join(fromWheels, 'bin/temporal-test-server');
  return existsSync(path) ? path : downloaded('temporal-test-server-sdk-');
}

/** @param {string} path @returns {string} `temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)`, or nothing where it does not run */
export const versionOf = (path) => spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 10_000 }).stdout?.trim() ?? '';

/** @param {string} version as {@link versionOf} says it */
export function isNewEnough(version) {
  const [, major, minor] = version.match(/Server (\d+)\.(\d+)\./) ?? [];
  return Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 32);
}

/**
 * Fetches both programs unless they are there. Never fails: without them the product starts without its long processes.
 * @param {(text: string) => void} say
 */
export function fetchTemporal(say) {
  if (findTemporal() && findTestServer()) return;
  const began = Date.now();
  say('fetching the Temporal programs (230 MB on disk)');
  const attempts = [
    {
      source: 'pip',
      fetch: () => installWheels('python3', ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries', '1']),
    },
    { source: 'uv', fetch: () => installWheels('uv', ['pip', 'install', '--quiet']) },
    { source: 'the SDK', fetch: downloadWithSdk },
  ];
  const reasons = [];
  for (const { source, fetch } of attempts) {
    const problem = fetch();
    if (!problem) return say(`Temporal programs fetched by ${source} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
    reasons.push(`  ${source}: ${problem}`);
  }
  say(
    `no Temporal programs: Placet runs degraded, without mails, reminders and deadlines, until there is a server.\n${reasons.join('\n')}\n` +
      '  Install Python 3 with pip, or put `temporal` (server 1.32 or newer) on the PATH, or set TEMPORAL_ADDRESS.',
  );
}

/**
 * The hashes of tools/temporal-requirements.txt decide what is let in; a folder that is half there is never found.
 * @param {string} program @param {string[]} args @returns {string | undefined} what went wrong
 */
function installWheels(program, args) {
  mkdirSync(cache, { recursive: true });
  const target = join(cache, `.temporal-${process.pid}`);
  const requirements = join(here, 'temporal-requirements.txt');
  const problem = run(program, [...args, '--no-deps', '--require-hashes', '--target', target, '-r', requirements]);
  if (!problem) moveTo(target, fromWheels);
  rmSync(target, { recursive: true, force: true });
  return problem;
}

function downloadWithSdk() {
  mkdirSync(fromSdk, { recursive: true });
  return run(process.execPath, [join(here, 'temporal-sdk-download.mjs'), fromSdk]);
}

/** @param {string} program @param {string[]} args @returns {string | undefined} what went wrong, in one line */
function run(program, args) {
  const { status, error, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: 180_000,
    env: { ...process.env, PIP_ROOT_USER_ACTION: 'ignore' },
  });
  if (error) return /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT' ? `${program} is not installed` : error.message;
  const lines = stderr.trim().split('\n');
  return status === 0 ? undefined : lines.find((line) => /error:/i.test(line)) || lines.at(-1) || `ended with ${status}`;
}

/** @param {string} from @param {string} to */
function moveTo(from, to) {
  rmSync(to, { recursive: true, force: true });
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error; // another bootstrap was faster
  }
}

/** @param {string} prefix */
function downloaded(prefix) {
  const name = existsSync(fromSdk) ? readdirSync(fromSdk).find((file) => file.startsWith(prefix)) : undefined;
  return name && join(fromSdk, name);
}

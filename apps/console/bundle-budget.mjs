// The budgets of the console's download, measured on what `ng build` wrote. Compressed with brotli, as the API serves it; fails above a budget.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = join(import.meta.dirname, '../../dist/apps/console');
const kB = 1000;
const budgets = { publicInitial: 110, consoleInitial: 130, members: 130, page: 70 };

const read = (/** @type {string} */ file) => readFileSync(join(dist, file));
const files = readdirSync(dist).filter((file) => /\.(?:js|css|svg|html)$/u.test(file));
const packed = new Map(files.map((file) => [file, pack(file)]));

/** Writes the compressed copies beside the file, for a server that sends them as they are. @param {string} file */
function pack(file) {
  const body = read(file);
  const brotli = brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  });
  const gzip = gzipSync(body, { level: 9 });
  if (file !== 'index.html') {
    writeFileSync(join(dist, `${file}.br`), brotli);
    writeFileSync(join(dist, `${file}.gz`), gzip);
  }
  return { raw: body.length, gzip: gzip.length, brotli: brotli.length };
}

/** What a script needs before it can run. @param {string} file @returns {string[]} */
const needs = (file) =>
  [
    ...read(file)
      .toString()
      .matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/gu),
  ].map(([, name]) => name ?? '');

/** What a script may ask for later. @param {string} file @returns {string[]} */
const imports = (file) =>
  [
    ...read(file)
      .toString()
      .matchAll(/import\(\s*["'`]\.\/([^"'`]+\.js)["'`]/gu),
  ].map(([, name]) => name ?? '');

/** All that loads with these files. @param {Iterable<string>} roots */
function closure(roots) {
  const found = new Set(roots);
  for (const file of found) if (file.endsWith('.js')) for (const next of needs(file)) found.add(next);
  return found;
}
const size = (/** @type {Iterable<string>} */ list, /** @type {'raw' | 'gzip' | 'brotli'} */ form) =>
  [...list].reduce((sum, file) => sum + (packed.get(file)?.[form] ?? 0), 0);
const chunk = (/** @type {string} */ name) => files.find((file) => new RegExp(`^${name}-[^.]{8,}\\.js$`, 'u').test(file));

const initial = closure(
  [
    ...read('index.html')
      .toString()
      .matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/gu),
  ].map(([, file]) => file ?? ''),
);
const beyond = (/** @type {string} */ file, /** @type {Set<string>} */ known) => [...closure([file])].filter((part) => !known.has(part));
const shell = chunk('shell');
if (!shell) throw new Error('the build has no chunk named shell: is `namedChunks` on?');
const frame = new Set([...initial, ...beyond(shell, initial)]);

// Whatever is loaded on demand, by the name of its file; members' pages have the larger budget, and public pages load without the frame.
const demanded = new Set(files.flatMap((file) => (file.endsWith('.js') ? imports(file) : [])));
const isPublic = /^(?:sign-in|first-sign-in|forgot|reset|invite|notice)-page$/u;
const pages = [...demanded]
  .filter((file) => file !== shell)
  .map((file) => ({ file, name: file.slice(0, -'-12345678.js'.length) }))
  .filter(({ name }) => name !== 'chunk')
  .map(({ file, name }) => ({
    name,
    parts: beyond(file, isPublic.test(name) ? initial : frame),
    budget: /^(?:member|invitation|waiting)/u.test(name) ? budgets.members : budgets.page,
  }))
  .sort((one, other) => one.name.localeCompare(other.name));
const rows = [
  { name: 'initial, public pages', parts: [...initial], budget: budgets.publicInitial },
  { name: 'initial, console (with its frame)', parts: [...frame], budget: budgets.consoleInitial },
  ...pages,
];
let above = 0;
console.log(`${'compressed, kB'.padEnd(38)}${'brotli'.padStart(9)}${'gzip'.padStart(9)}${'raw'.padStart(9)}${'budget'.padStart(9)}`);
for (const { name, parts, budget } of rows) {
  const isAbove = size(parts, 'brotli') > budget * kB;
  above += Number(isAbove);
  const numbers = [size(parts, 'brotli'), size(parts, 'gzip'), size(parts, 'raw')].map((bytes) => (bytes / kB).toFixed(1).padStart(9));
  console.log(`${name.padEnd(38)}${numbers.join('')}${String(budget).padStart(9)}${isAbove ? '  ABOVE' : ''}`);
}
if (above > 0) {
  console.error(`${above} of ${rows.length} budgets exceeded`);
  process.exit(1);
}

import { packageOf } from './packages.ts';
import { isSpec, lineAt, type Offence, type SourceFile, type Tree } from './source.ts';

/** Reports each place where the words stand in code (not in a comment) of a file where they may not. */
function wordsOnlyWhere(tree: Tree, words: RegExp, may: (file: SourceFile) => boolean, wrong: (found: string) => string): Offence[] {
  return [...tree.values()]
    .filter((file) => /\.(ts|mjs)$/.test(file.path) && !may(file))
    .flatMap((file) =>
      [...file.code.matchAll(words)].map(
        (match) => `${file.path}:${lineAt(file.code, match.index)} ${wrong(match[0].replace(/\s+/g, ' '))}`,
      ),
    );
}

/** Neither runs in the product: tools run before it or beside it, specs and their builders look from outside. */
const standsOutside = (file: SourceFile): boolean => isSpec(file) || ['tools', 'testing', 'e2e'].includes(packageOf(file.path));
const isSetting = ({ path }: SourceFile): boolean => path.endsWith('.mjs');

export const environmentInConfigOnly = (tree: Tree): Offence[] =>
  wordsOnlyWhere(
    tree,
    /\bprocess\.env\b/g,
    (file) => file.path.endsWith('/config.ts') || standsOutside(file) || isSetting(file),
    (found) => `${found} outside config.ts`,
  );

const clocksOfTheirOwn = ['workflows', 'console', 'ui', 'sandbox'];
export const oneClock = (tree: Tree): Offence[] =>
  wordsOnlyWhere(
    tree,
    /\bnew\s+Date\s*(\(\s*\)|(?!\s*\()(?=[;,)\s]))|\bDate\.now\s*\(/g,
    (file) => file.path === 'libs/kernel/src/clock.ts' || clocksOfTheirOwn.includes(packageOf(file.path)) || standsOutside(file),
    (found) => `${found.trim()} reads the time: take it from the Clock`,
  );

/** Where chance and ids may be made; everything else gets them passed in. */
const madeHere = ['libs/kernel/src/ids.ts', 'libs/kernel/src/chance.ts'];
const makesItsOwn = ['workflows', 'console', 'sandbox'];
export const chanceComesIn = (tree: Tree): Offence[] =>
  wordsOnlyWhere(
    tree,
    /\bMath\.random\b|\brandomUUID(v7)?\b/gi,
    (file) =>
      madeHere.includes(file.path) ||
      file.path.startsWith('libs/platform/src/crypto') ||
      makesItsOwn.includes(packageOf(file.path)) ||
      standsOutside(file),
    (found) => `${found} outside the port for ids and chance`,
  );

export const noForwardReferences = (tree: Tree): Offence[] =>
  wordsOnlyWhere(
    tree,
    /\bforwardRef\s*\(/g,
    (file) => packageOf(file.path) === 'tools',
    () => 'forwardRef: let an event or a workflow join the two',
  );

export const rawDatabaseInPlatformOnly = (tree: Tree): Offence[] =>
  wordsOnlyWhere(
    tree,
    /\b(getConnection|getKysely|getKnex|setSessionContext|disableIdentityMap)\b|\b(clear|filters)\s*:\s*false\b/g,
    (file) => packageOf(file.path) === 'platform' || standsOutside(file),
    (found) => `${found}: forgets the workspace; only platform may`,
  );

export const onlySeatsNamesItsPool = (tree: Tree): Offence[] =>
  wordsOnlyWhere(
    tree,
    /(?<!')\bseat_pool\b(?!')/g, // 'seat_pool' in quotes is the kind of an event's subject, not the table
    (file) => packageOf(file.path) === 'seats' || file.path.startsWith('libs/platform/src/migrations/') || standsOutside(file),
    () => 'names seat_pool: claim and release through seats',
  );

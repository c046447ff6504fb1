import type { Offence, Tree } from './source.ts';

const stop = 250;
const stopOfSpecs = 300;

export function shortFiles(tree: Tree): Offence[] {
  return [...tree.values()].flatMap(({ path, text }) => {
    const lines = text.replace(/\n$/, '').split('\n').length;
    const most = path.endsWith('.spec.ts') ? stopOfSpecs : stop;
    return lines > most && !path.endsWith('.json') ? [`${path} has ${lines} lines, ${most} at most: split it by noun`] : [];
  });
}

const techniques = new Set([
  'dto',
  'dtos',
  'mapper',
  'mappers',
  'handlers',
  'interfaces',
  'repositories',
  'utils',
  'helpers',
  'shared',
  'common',
]);

export function foldersNamedByBusiness(tree: Tree): Offence[] {
  const folders = new Set(
    [...tree.keys()].flatMap((path) =>
      path
        .split('/')
        .slice(0, -1)
        .map((_, n, parts) => parts.slice(0, n + 1).join('/')),
    ),
  );
  return [...folders]
    .filter((folder) => techniques.has(folder.split('/').at(-1) ?? ''))
    .map((folder) => `${folder}/ is named after a technique`);
}

export function shallowFolders(tree: Tree): Offence[] {
  return [...tree.keys()].flatMap((path) => {
    const [, below] = /^(?:apps|libs)\/[^/]+\/src\/(.*)$/.exec(path) ?? [];
    return below && below.split('/').length - 1 > 3 ? [`${path} lies more than 3 folders below src`] : [];
  });
}

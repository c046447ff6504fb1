import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'rolldown/utils';

export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** erased before anything runs */
  readonly isType: boolean;
  /** `export * from` */
  readonly isStar: boolean;
}

export interface SourceFile {
  /** from the root of the repository, with `/` */
  readonly path: string;
  readonly text: string;
  /** the text without comments; lines and columns are unchanged */
  readonly code: string;
  readonly imports: readonly Import[];
}

/** By path. */
export type Tree = ReadonlyMap<string, SourceFile>;

/** `path:line what is wrong`. */
export type Offence = string;

/** Every file known to git, or about to be, that a person writes. */
export function readTree(root: string): Tree {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' });
  const paths = listed.split('\0').filter((path) => path && existsSync(join(root, path)) && isWritten(path));
  return new Map(paths.map((path) => [path, parse(path, readFileSync(join(root, path), 'utf8'))]));
}

/** A tree that exists on paper only: path and text. */
export const treeOf = (files: Record<string, string>): Tree =>
  new Map(Object.entries(files).map(([path, text]) => [path, parse(path, text)]));

const isWritten = (path: string): boolean =>
  /^(apps|libs|workflows|tools|e2e)\//.test(path) && (/\.(ts|mjs|html|scss)$/.test(path) || path.endsWith('/package.json'));

export const isSpec = ({ path }: SourceFile): boolean => path.endsWith('.spec.ts') || /^(apps|libs|workflows)(\/[^/]+)?\/test\//.test(path);

/** Of what stands at `index`, counted from 1. */
export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

function parse(path: string, text: string): SourceFile {
  if (!/\.(ts|mjs)$/.test(path)) return { path, text, code: text, imports: [] };
  const { module, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const code = comments.reduce((rest, { start, end }) => rest.slice(0, start) + blank(rest.slice(start, end)) + rest.slice(end), text);
  const imports: Import[] = module.staticImports.map(({ moduleRequest, entries, start }) => ({
    specifier: moduleRequest.value,
    line: lineAt(text, start),
    isType: entries.length > 0 && entries.every(({ isType }) => isType),
    isStar: false,
  }));
  for (const { entries, start } of module.staticExports) {
    const [first] = entries.filter(({ moduleRequest }) => moduleRequest);
    if (!first?.moduleRequest) continue;
    imports.push({
      specifier: first.moduleRequest.value,
      line: lineAt(text, start),
      isType: entries.every(({ isType }) => isType),
      isStar: entries.some(({ importName }) => importName.kind === 'All' || importName.kind === 'AllButDefault'),
    });
  }
  for (const { moduleRequest, start } of module.dynamicImports) {
    const [, specifier] = /^['"`](.*)['"`]$/.exec(text.slice(moduleRequest.start, moduleRequest.end)) ?? [];
    if (specifier) imports.push({ specifier, line: lineAt(text, start), isType: false, isStar: false });
  }
  return { path, text, code, imports };
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

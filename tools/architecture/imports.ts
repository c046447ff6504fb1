import { mayImport, packageOf, targetOf, type Target } from './packages.ts';
import { isSpec, type Import, type Offence, type SourceFile, type Tree } from './source.ts';

type Judge = (file: SourceFile, found: Import, target: Target | undefined) => string | undefined;

/** Asks about each import of each file; a judge answers with what is wrong, or nothing. */
function judgeImports(tree: Tree, judge: Judge): Offence[] {
  return [...tree.values()].flatMap((file) =>
    file.imports.flatMap((found) => {
      const wrong = judge(file, found, targetOf(file, found));
      return wrong ? [`${file.path}:${found.line} ${wrong}`] : [];
    }),
  );
}

const isFromOutside = (file: SourceFile, target: Target | undefined): target is Target =>
  target !== undefined && target.package !== packageOf(file.path);

/** Build and test settings at a package's root take their base from tools. */
const isSetting = ({ path }: SourceFile): boolean => /^(apps\/[^/]+|libs\/[^/]+|workflows)\/[^/]+\.mjs$/.test(path);

export function whoImportsWhom(tree: Tree): Offence[] {
  return judgeImports(tree, (file, _found, target) => {
    if (!isFromOutside(file, target)) return undefined;
    const self = packageOf(file.path);
    if (target.package === 'tools' && (isSetting(file) || isSpec(file))) return undefined;
    if (target.package === 'testing') return isSpec(file) || self === 'tools' ? undefined : 'imports testing, which is for specs only';
    return mayImport[self]?.includes(target.package) ? undefined : `${self} may not import ${target.package}`;
  });
}

/** What the browser loads has further doors, named in `exports`: one index.ts would bring all of it into the first page. */
const packagesWithDoors = ['contracts', 'ui'];

export function onlyThroughIndex(tree: Tree): Offence[] {
  const doors = new Map(packagesWithDoors.map((name) => [name, manifestOf(tree, name)?.exports ?? {}]));
  return judgeImports(tree, (file, { specifier }, target) => {
    if (!isFromOutside(file, target) || target.package === 'workflows' || target.package === 'tools') return undefined;
    // bare Node runs the tools: they can't load a door behind which Nest's decorators stand
    if (target.file?.startsWith('libs/platform/src/migrations/') && packageOf(file.path) === 'tools') return undefined;
    if (target.subpath && `.${target.subpath}` in (doors.get(target.package) ?? {})) return undefined;
    return target.file || target.subpath ? `reaches past the index.ts of ${target.package}: ${specifier}` : undefined;
  });
}

interface Manifest {
  readonly exports?: Record<string, unknown>;
  readonly dependencies?: Record<string, string>;
}

function manifestOf(tree: Tree, name: string): Manifest | undefined {
  const manifest = [...tree.values()].find(({ path }) => path.endsWith('/package.json') && packageOf(path) === name);
  return manifest && (JSON.parse(manifest.text) as Manifest);
}

export function notThroughOwnIndex(tree: Tree): Offence[] {
  return judgeImports(tree, (file, _found, target) => {
    const self = packageOf(file.path);
    if (isSpec(file)) return undefined;
    const isOwn = target?.package === self && (target.subpath === '' || target.file === `libs/${self}/src/index.ts`);
    return isOwn ? 'imports its own index.ts' : undefined;
  });
}

export function workflowsStandAlone(tree: Tree): Offence[] {
  return judgeImports(tree, (file, { specifier, isType }, target) => {
    if (packageOf(file.path) !== 'workflows' || isSpec(file) || isSetting(file)) return undefined;
    if (file.path.endsWith('/contract.ts') && !isType) return `a contract imports types only: ${specifier}`;
    return target?.package === 'workflows' || specifier === '@temporalio/workflow' ? undefined : `a workflow may not import ${specifier}`;
  });
}

export function workflowsByContractOnly(tree: Tree): Offence[] {
  return judgeImports(tree, (file, { specifier }, target) => {
    if (!isFromOutside(file, target) || target.package !== 'workflows') return undefined;
    if (packageOf(file.path) === 'testing' || isSpec(file)) return undefined;
    return target.subpath?.endsWith('/contract') ? undefined : `knows more of a workflow than its contract: ${specifier}`;
  });
}

export function aggregatesArePlain(tree: Tree): Offence[] {
  return judgeImports(tree, ({ code }, { specifier }) =>
    /\bdefineEntity\(/.test(code) && /^(@nestjs\/|@temporalio\/|stripe($|\/))/.test(specifier)
      ? `an aggregate imports ${specifier}`
      : undefined,
  );
}

export function onlyBillingImportsStripe(tree: Tree): Offence[] {
  return judgeImports(tree, (file, { specifier }) =>
    /^stripe($|\/)/.test(specifier) && packageOf(file.path) !== 'billing' ? 'only billing imports stripe' : undefined,
  );
}

export function onlyPlatformAndAppsImportTemporal(tree: Tree): Offence[] {
  return judgeImports(tree, (file, { specifier }) => {
    const may = ['platform', 'testing', 'tools'].includes(packageOf(file.path)) || file.path.startsWith('apps/') || isSpec(file);
    return /^@temporalio\/(client|worker)($|\/)/.test(specifier) && !may ? `only platform and apps import ${specifier}` : undefined;
  });
}

export function noStarExports(tree: Tree): Offence[] {
  return judgeImports(tree, (_file, { isStar }) => (isStar ? 'export *: name what you export' : undefined));
}

export function importsAreDeclared(tree: Tree): Offence[] {
  const names = new Set([...tree.keys()].map(packageOf));
  const declared = new Map([...names].map((name) => [name, manifestOf(tree, name)?.dependencies]));
  return judgeImports(tree, (file, { specifier }, target) => {
    if (!isFromOutside(file, target) || target.package === 'testing' || target.file) return undefined;
    const own = declared.get(packageOf(file.path));
    return !own || `@placet/${target.package}` in own ? undefined : `${specifier} is not among the dependencies of its package.json`;
  });
}

import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Stays a package that Node loads: neither ours, nor the runtime that the compiler itself brings in. @param {string} id */
const isPackage = (id) => !/^(\.|\/|@placet\/|@oxc-project\/runtime\/)/.test(id);

/**
 * The build of a deployable that runs on Node: `dist/apps/<name>/<program>.js`.
 *
 * @param {string} name the folder in `apps/`
 * @param {string[]} [programs] each is `src/<program>.ts`
 */
export const nodeApp = (name, programs = ['main']) => ({
  cwd: join(root, 'apps', name),
  input: Object.fromEntries(programs.map((program) => [program, `src/${program}.ts`])),
  platform: /** @type {const} */ ('node'),
  tsconfig: join(root, 'apps', name, 'tsconfig.json'),
  external: isPackage,
  output: {
    dir: join(root, 'dist/apps', name),
    format: /** @type {const} */ ('esm'),
    sourcemap: true,
    keepNames: true,
    cleanDir: true,
  },
});

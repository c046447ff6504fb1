import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const longRun = Boolean(process.env['LONG']);

/** `*.long.spec.ts` run with `npm run test:long` only, the others with `npm test` only. */
export const specsOf = (/** @type {string} */ folders) => [
  longRun ? `<rootDir>/${folders}/**/*.long.spec.ts` : `<rootDir>/${folders}/**/!(*.long).spec.ts`,
];

/**
 * The Jest project of a package that runs on Node.
 *
 * @param {string} displayName @param {string} rootDir
 * @param {{ database?: boolean, temporal?: boolean }} [needs] `database`: the shared PostgreSQL, and `createDatabase()`;
 *   `temporal`: that, and a Temporal dev server at `TEST_TEMPORAL_ADDRESS`, the time-skipping server's program at `TEST_TEMPORAL_TEST_SERVER`
 */
export function nodeProject(displayName, rootDir, { database = false, temporal = false } = {}) {
  const setup = temporal ? 'temporal-setup' : 'global-setup';
  const teardown = temporal ? 'temporal-teardown' : 'global-teardown';
  return {
    displayName,
    rootDir,
    testEnvironment: 'node',
    testMatch: specsOf('{src,test}'),
    extensionsToTreatAsEsm: ['.ts'],
    transform: {
      '\\.ts$': [
        '@swc/jest',
        {
          swcrc: false,
          module: { type: 'es6' },
          sourceMaps: 'inline',
          jsc: {
            target: 'es2024',
            parser: { syntax: 'typescript', decorators: true },
            transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
            keepClassNames: true,
          },
        },
      ],
    },
    ...(database || temporal
      ? {
          globalSetup: join(root, `tools/testing/${setup}.mjs`),
          globalTeardown: join(root, `tools/testing/${teardown}.mjs`),
        }
      : {}),
  };
}

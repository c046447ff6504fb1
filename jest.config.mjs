const longRun = Boolean(process.env['LONG']);

export default {
  projects: [
    '<rootDir>/libs/*/jest.config.mjs',
    '<rootDir>/apps/*/jest.config.mjs',
    '<rootDir>/workflows/jest.config.mjs',
    '<rootDir>/tools/jest.config.mjs',
  ],
  testTimeout: longRun ? 1_800_000 : 20_000,
};

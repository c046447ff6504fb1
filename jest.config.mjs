const longRun = Boolean(process.env['LONG']);

export default {
  projects: [
    '<rootDir>/libs/*/jest.config.mjs',
    '<rootDir>/apps/*/jest.config.mjs',
    '<rootDir>/workflows/jest.config.mjs',
    '<rootDir>/tools/jest.config.mjs',
  ],
  maxWorkers: '100%', // its default would leave one of two cores idle
  testTimeout: longRun ? 1_800_000 : 60_000,
};

import presets from 'jest-preset-angular/presets/index.js';
import { specsOf } from '../../tools/jest.base.mjs';

const preset = presets.createEsmPreset({ tsconfig: '<rootDir>/tsconfig.spec.json', stringifyContentPathRegex: '\\.(html|svg)$' });

export default {
  ...preset,
  displayName: 'console',
  rootDir: import.meta.dirname,
  testEnvironment: 'jsdom',
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
  testMatch: specsOf('src'),
};

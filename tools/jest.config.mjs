import { nodeProject, specsOf } from './jest.base.mjs';

export default {
  ...nodeProject('tools', import.meta.dirname, { database: true }),
  testMatch: specsOf('.'),
};

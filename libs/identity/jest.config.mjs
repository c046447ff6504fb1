import { nodeProject } from '../../tools/jest.base.mjs';
export default nodeProject('identity', import.meta.dirname, { database: true });

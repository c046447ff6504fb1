import { nodeProject } from '../../tools/jest.base.mjs';
export default nodeProject('platform', import.meta.dirname, { database: true });

import { nodeProject } from '../../tools/jest.base.mjs';
export default nodeProject('testing', import.meta.dirname, { database: true });

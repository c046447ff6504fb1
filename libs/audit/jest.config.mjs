import { nodeProject } from '../../tools/jest.base.mjs';
export default nodeProject('audit', import.meta.dirname, { database: true });

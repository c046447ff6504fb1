import { nodeProject } from '../../tools/jest.base.mjs';
export default nodeProject('members', import.meta.dirname, { database: true });

import { nodeProject } from '../../tools/jest.base.mjs';
export default nodeProject('workspaces', import.meta.dirname, { database: true });

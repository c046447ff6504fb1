import { nodeProject } from '../../tools/jest.base.mjs';
export default nodeProject('notifications', import.meta.dirname, { database: true });

import { nodeProject } from '../../tools/jest.base.mjs';
export default nodeProject('provisioning', import.meta.dirname, { database: true });

import { nodeProject } from '../../tools/jest.base.mjs';
export default nodeProject('scim-protocol', import.meta.dirname);

import { nodeProject } from '../../tools/jest.base.mjs';
export default nodeProject('sandbox', import.meta.dirname);

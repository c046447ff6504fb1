import { nodeProject } from '../../tools/jest.base.mjs';
export default nodeProject('contracts', import.meta.dirname);

export { AWorkspace, aPassword } from './a-workspace.ts';
export { specWorld, type SpecWorld } from './spec-world.ts';

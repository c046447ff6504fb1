export { DialogFrame } from './dialog-frame.ts';

export { AWorkspace, aPassword } from './a-workspace.ts';
export { MailInbox, type ReceivedMail } from './mail-inbox.ts';
export { specWorld, type SpecWorld } from './spec-world.ts';
export { QuickSecrets } from './quick-secrets.ts';

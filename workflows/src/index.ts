// Every workflow by name: this file is bundled, and an export's name is the workflow's type.
export { directoryCredential } from './directory-credential/workflow.ts';
export { directoryGroup } from './directory-group/workflow.ts';
export { invitation } from './invitation/workflow.ts';
export { mail } from './mail/workflow.ts';
export { memberDates } from './member-dates/workflow.ts';
export { waitingList } from './waiting-list/workflow.ts';

export { MailActivities } from './mail.activities.ts';
export { MailSources, type AskedMail, type MailSource, type PreparedMail } from './mail-source.ts';
export { type MailTemplate, type MailValues } from './mail-templates.ts';
export { Mails } from './mails.ts';
export { NotificationsModule } from './notifications.module.ts';

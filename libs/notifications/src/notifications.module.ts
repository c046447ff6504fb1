import { Module } from '@nestjs/common';
import { LookAtMailHandler } from './commands/look-at-mail.ts';
import { PutOffMailHandler } from './commands/put-off-mail.ts';
import { RecordBounceHandler } from './commands/record-bounce.ts';
import { RecordMailSentHandler } from './commands/record-mail-sent.ts';
import { TakeMailHandler } from './commands/take-mail.ts';
import { MailServer } from './mail-server.ts';
import { MailSources } from './mail-source.ts';
import { MailActivities } from './mail.activities.ts';
import { Mails } from './mails.ts';

/** Mail: who asks for one, who prepares it, how it is delivered. */
@Module({
  providers: [
    Mails,
    MailSources,
    MailServer,
    MailActivities,
    LookAtMailHandler,
    TakeMailHandler,
    RecordMailSentHandler,
    RecordBounceHandler,
    PutOffMailHandler,
  ],
  exports: [Mails, MailSources, MailActivities],
})
export class NotificationsModule {}

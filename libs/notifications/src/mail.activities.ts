import { Injectable } from '@nestjs/common';
import { systemActor, type MailId, type WorkspaceId } from '@placet/kernel';
import { Bus } from '@placet/platform';
import type { MailActivities as Doors, MailLook, MailRef } from '@placet/workflows/mail/contract';
import { LookAtMail } from './commands/look-at-mail.ts';
import { PutOffMail } from './commands/put-off-mail.ts';
import { RecordBounce } from './commands/record-bounce.ts';
import { RecordMailSent } from './commands/record-mail-sent.ts';
import { TakeMail } from './commands/take-mail.ts';
import { MailServer } from './mail-server.ts';

/** The doors of the process `mail/<id>`. */
@Injectable()
export class MailActivities implements Doors {
  constructor(
    private readonly bus: Bus,
    private readonly server: MailServer,
  ) {}

  lookAtMail({ workspaceId, id }: MailRef, now: number): Promise<MailLook> {
    return this.bus.execute(new LookAtMail(systemActor(workspaceId as WorkspaceId), id as MailId, new Date(now)));
  }

  /** Take, send, record: two transactions with the mail server between them, in none. */
  async deliverMail({ workspaceId, id }: MailRef, now: number): Promise<'done' | 'moved'> {
    const [actor, mailId, at] = [systemActor(workspaceId as WorkspaceId), id as MailId, new Date(now)];
    const mail = await this.bus.execute(new TakeMail(actor, mailId, at));
    if (mail === 'moved') return 'moved';
    if (mail === 'dropped') return 'done';
    const handOver = await this.server.handOver(mail);
    if (handOver.kind === 'taken') await this.bus.execute(new RecordMailSent(actor, mailId, at));
    else if (handOver.kind === 'refused for good') await this.bus.execute(new RecordBounce(actor, mailId, handOver.code));
    else await this.bus.execute(new PutOffMail(actor, mailId, handOver.code, at));
    return 'done';
  }
}

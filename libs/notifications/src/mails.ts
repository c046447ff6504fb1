import { Injectable } from '@nestjs/common';
import { Clock, Ids, type MailId, type MemberId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { mailHappened } from './mail-events.ts';
import type { MailTemplate } from './mail-templates.ts';

const patienceMs = 86_400_000;

/** Asks for mails, in the transaction of whoever asks: what is rolled back is never sent. */
@Injectable()
export class Mails {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Asks for a mail once: its row, and the process `mail/<id>` that delivers it within 24 h or gives up.
   *
   * @param mail.key says why, unique in the workspace, such as `invitation/<id>/reminder/2`; ids only, no address
   * @param mail.subjectId what it is about: lists show the state of the latest mail about a thing
   * @returns the mail's id, or undefined where it was asked for before
   */
  async ask(mail: { key: string; template: MailTemplate; memberId: MemberId; subjectId: string }): Promise<MailId | undefined> {
    const now = this.clock.now();
    const mailId = this.ids.next<MailId>();
    const asked = await this.em.execute(
      `insert into mail (workspace_id, id, key, template, member_id, subject_id, next_at, give_up_at, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $7) on conflict (workspace_id, key) do nothing returning id`,
      [this.em.workspaceId, mailId, mail.key, mail.template, mail.memberId, mail.subjectId, now, new Date(now.getTime() + patienceMs)],
    );
    if (!asked.length) return undefined;
    this.em.record({ ...mailHappened('queued', { ...mail, mailId }), pokes: [`mail/${mailId}`] });
    return mailId;
  }
}

import { Injectable } from '@nestjs/common';
import type { DomainEvent, MemberId } from '@placet/kernel';
import { MailSources, Mails, type AskedMail, type MailSource, type PreparedMail } from '@placet/notifications';
import { Config, WorkspaceEm } from '@placet/platform';

interface Reader {
  readonly email: string;
  readonly first_name: string;
  readonly language: 'en' | 'fr';
  readonly kind: 'password' | 'pin';
  readonly at: Date;
  readonly slug: string;
  readonly workspace_name: string;
  readonly time_zone: string;
}

/** Tells that a secret was changed: in the log, and by mail whoever has an address, so that a thief's change does not pass unseen (ASVS 6.3.7). */
@Injectable()
export class SecretNews implements MailSource<'secret_changed'> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly mails: Mails,
    private readonly config: Config,
    sources: MailSources,
  ) {
    sources.register('secret_changed', this);
  }

  /** Part of the transaction that changes it. @param epoch after the change: one mail for each */
  async tell(memberId: MemberId, epoch: number, event: Omit<DomainEvent, 'subject'>): Promise<void> {
    this.em.record({ ...event, subject: { kind: 'member', id: memberId } });
    const reachable = await this.em.execute('select from member where id = $1 and email_key is not null', [memberId]);
    if (!reachable.length) return;
    await this.mails.ask({ key: `secret-changed/${memberId}/${epoch}`, template: 'secret_changed', memberId, subjectId: memberId });
  }

  async prepare({ memberId }: AskedMail): Promise<PreparedMail<'secret_changed'> | undefined> {
    const [reader] = await this.em.execute<Reader>(
      `select m.email, m.first_name, m.language, case a.secret_kind when 'pin' then 'pin' else 'password' end as kind, a.secret_set_at as at, w.slug,
              w.name as workspace_name, w.time_zone
         from member m join account a on a.workspace_id = m.workspace_id and a.member_id = m.id join workspace w on w.id = m.workspace_id
        where m.id = $1 and m.email_key is not null and m.state = 'active'`,
      [memberId],
    );
    return (
      reader && {
        to: reader.email,
        language: reader.language,
        timeZone: reader.time_zone,
        values: { firstName: reader.first_name, workspaceName: reader.workspace_name, kind: reader.kind, at: reader.at },
        link: `${this.config.baseUrl}/forgot?workspace=${reader.slug}`,
      }
    );
  }
}

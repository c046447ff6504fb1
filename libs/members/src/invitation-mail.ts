import { Injectable } from '@nestjs/common';
import type { Language } from '@placet/contracts';
import { Clock, Ids, type InvitationId } from '@placet/kernel';
import { MailSources, type AskedMail, type MailSource, type PreparedMail } from '@placet/notifications';
import { Config, WorkspaceEm, statement } from '@placet/platform';
import { invitedJoin, lapsesAt } from './facts/invitation-sql.ts';
import { inviterColumns, inviterJoin, memberWhoInvited, type InviterRow } from './invitation-inviter.ts';
import { invitationUrl, newInvitationLink } from './invitation-link.ts';

/** `$1` invitation, `$2` round, `$3` now. Locks the invitation: a link that is made while it is sent again would outlive its round. */
const invitationToMail = statement(
  'invitation_to_mail',
  `select m.email, m.language, m.first_name, i.message, w.name as workspace_name, w.time_zone, ${lapsesAt} as lapses_at,
          ${inviterColumns}
     from invitation i ${invitedJoin} ${inviterJoin}
    where i.id = $1 and i.state = 'open' and i.round = $2 and i.sends_mail and m.email is not null and ${lapsesAt} > $3
      for update of i`,
);

interface Row extends InviterRow {
  readonly email: string;
  readonly language: Language;
  readonly first_name: string;
  readonly message: string | null;
  readonly workspace_name: string;
  readonly time_zone: string;
  readonly lapses_at: Date;
}

/** Prepares the mails of invitations. Each carries a fresh link, and those before it go on working. */
@Injectable()
export class InvitationMail implements MailSource<'invitation' | 'invitation_reminder'> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly config: Config,
    sources: MailSources,
  ) {
    sources.register('invitation', this);
    sources.register('invitation_reminder', this);
  }

  async prepare({ key, template, subjectId }: AskedMail): Promise<PreparedMail<'invitation' | 'invitation_reminder'> | undefined> {
    const invitationId = subjectId as InvitationId;
    const round = Number(key.split('/')[2]);
    const now = this.clock.now();
    const [row] = await this.em.execute<Row>(invitationToMail, [invitationId, round, now]);
    if (!row) return undefined;
    const token = await newInvitationLink(this.em, this.ids, invitationId, true, now);
    const invitedBy = memberWhoInvited(row, row.language);
    return {
      to: row.email,
      language: row.language,
      timeZone: row.time_zone,
      link: invitationUrl(this.config.baseUrl, token),
      values: {
        firstName: row.first_name,
        workspaceName: row.workspace_name,
        expiresAt: row.lapses_at,
        ...(invitedBy ? { invitedBy } : {}),
        ...(row.message && template === 'invitation' ? { message: row.message } : {}),
      },
    };
  }
}

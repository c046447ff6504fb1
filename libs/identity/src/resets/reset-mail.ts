import { Injectable } from '@nestjs/common';
import { displayName, type Named } from '@placet/contracts';
import { Clock } from '@placet/kernel';
import { MailSources, type AskedMail, type MailSource, type PreparedMail } from '@placet/notifications';
import { Config, WorkspaceEm, newSecretToken } from '@placet/platform';
import { linkOfReset } from './reset-sql.ts';

interface Link {
  readonly email: string;
  readonly first_name: string;
  readonly language: 'en' | 'fr';
  readonly workspace_name: string;
  readonly time_zone: string;
  readonly expires_at: Date;
  readonly requested_by: Named | null;
}

/** Prepares the mail with the link to `/reset`: made now, stored as a hash, sent to the stored address and nowhere else (CVE-2023-7028). */
@Injectable()
export class ResetMail implements MailSource<'password_reset'> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly config: Config,
    private readonly clock: Clock,
    sources: MailSources,
  ) {
    sources.register('password_reset', this);
  }

  async prepare({ subjectId }: AskedMail): Promise<PreparedMail<'password_reset'> | undefined> {
    const { token, hash } = newSecretToken('reset', this.em.workspaceId, subjectId);
    const [link] = await this.em.execute<Link>(linkOfReset, [subjectId, hash, this.clock.now()]);
    return (
      link && {
        to: link.email,
        language: link.language,
        timeZone: link.time_zone,
        values: {
          firstName: link.first_name,
          workspaceName: link.workspace_name,
          expiresAt: link.expires_at,
          ...(link.requested_by ? { requestedBy: displayName(link.requested_by, link.language) } : {}),
        },
        link: `${this.config.baseUrl}/reset#${token}`,
      }
    );
  }
}

import { Injectable } from '@nestjs/common';
import type { Language } from '@placet/contracts';
import { Clock } from '@placet/kernel';
import { MailSources, type AskedMail, type MailSource, type PreparedMail } from '@placet/notifications';
import { Config, WorkspaceEm, statement } from '@placet/platform';

/** `$1` credential, `$2` member, `$3` now. */
const credentialToMail = statement(
  'credential_to_mail',
  `with t as (
     select 'token' as kind, connection_id, name, expires_at from directory_token where id = $1 and revoked_at is null and expires_at > $3
     union all
     select 'client', connection_id, name, expires_at from directory_client where id = $1 and revoked_at is null and expires_at > $3)
   select t.kind, t.name, t.expires_at, c.id as connection_id, c.name as connection_name, m.email, m.first_name, m.language,
          w.name as workspace_name, w.time_zone
     from t join directory_connection c on c.id = t.connection_id join member m on m.workspace_id = c.workspace_id and m.id = $2
     join workspace w on w.id = c.workspace_id where m.state = 'active' and m.email_key is not null`,
);

interface Row {
  readonly kind: 'token' | 'client';
  readonly name: string;
  readonly expires_at: Date;
  readonly connection_id: string;
  readonly connection_name: string;
  readonly email: string;
  readonly first_name: string;
  readonly language: Language;
  readonly workspace_name: string;
  readonly time_zone: string;
}

/** Prepares the mail that a directory's token or client expires; revoked meanwhile, it is dropped. */
@Injectable()
export class CredentialMail implements MailSource<'directory_credential_ends'> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
    private readonly config: Config,
    sources: MailSources,
  ) {
    sources.register('directory_credential_ends', this);
  }

  async prepare({ memberId, subjectId }: AskedMail): Promise<PreparedMail<'directory_credential_ends'> | undefined> {
    const [row] = await this.em.execute<Row>(credentialToMail, [subjectId, memberId, this.clock.now()]);
    if (!row) return undefined;
    return {
      to: row.email,
      language: row.language,
      timeZone: row.time_zone,
      link: `${this.config.baseUrl}/directory/${row.connection_id}`,
      values: {
        firstName: row.first_name,
        workspaceName: row.workspace_name,
        connectionName: row.connection_name,
        credentialName: row.name,
        kind: row.kind,
        expiresAt: row.expires_at,
      },
    };
  }
}

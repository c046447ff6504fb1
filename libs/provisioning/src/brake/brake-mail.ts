import { Injectable } from '@nestjs/common';
import type { Language } from '@placet/contracts';
import { MailSources, type AskedMail, type MailSource, type PreparedMail } from '@placet/notifications';
import { Config, WorkspaceEm, statement } from '@placet/platform';

/** `$1` connection, `$2` member. */
const brakeToMail = statement(
  'brake_to_mail',
  `select c.name as connection_name, m.email, m.first_name, m.language, w.name as workspace_name, w.time_zone, h.held
     from directory_connection c join workspace w on w.id = c.workspace_id join member m on m.workspace_id = c.workspace_id and m.id = $2
     cross join lateral (select count(*)::int as held from directory_held h
       where h.workspace_id = c.workspace_id and h.connection_id = c.id and h.state = 'held') h
    where c.id = $1 and m.state = 'active' and m.email_key is not null and h.held > 0`,
);

interface Row {
  readonly connection_name: string;
  readonly email: string;
  readonly first_name: string;
  readonly language: Language;
  readonly workspace_name: string;
  readonly time_zone: string;
  readonly held: number;
}

/** Prepares the mail that a brake holds deactivations; decided meanwhile, it is dropped. */
@Injectable()
export class BrakeMail implements MailSource<'directory_brake'> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly config: Config,
    sources: MailSources,
  ) {
    sources.register('directory_brake', this);
  }

  async prepare({ memberId, subjectId }: AskedMail): Promise<PreparedMail<'directory_brake'> | undefined> {
    const [row] = await this.em.execute<Row>(brakeToMail, [subjectId, memberId]);
    if (!row) return undefined;
    return {
      to: row.email,
      language: row.language,
      timeZone: row.time_zone,
      link: `${this.config.baseUrl}/directory/${subjectId}`,
      values: {
        firstName: row.first_name,
        workspaceName: row.workspace_name,
        connectionName: row.connection_name,
        held: String(row.held),
      },
    };
  }
}

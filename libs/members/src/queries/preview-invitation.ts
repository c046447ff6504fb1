import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { InvitationPreview as InvitationPreviewSchema, Language } from '@placet/contracts';
import { Clock, type Actor } from '@placet/kernel';
import { WorkspaceEm, statement } from '@placet/platform';
import type { z } from 'zod';
import { invitedJoin, lapsesAt, linkCte } from '../facts/invitation-sql.ts';
import { InvitationUnknown, MembershipNotBegun } from '../invitation-errors.ts';
import { inviterColumns, inviterJoin, inviterName, type InviterRow } from '../invitation-inviter.ts';
import { readInvitationToken, refusalOf, type FoundLink } from '../invitation-link.ts';
import { groupNames } from './invitation-row.ts';

export type InvitationPreview = z.infer<typeof InvitationPreviewSchema>;

/** What the page behind a link shows. Looking changes nothing, however often, and whoever does it (E18).
 *
 * @param actor somebody who has proven nothing yet, of the workspace that the token names (`linkHolder`)
 * @throws InvitationGone in one of its kinds, WorkspaceSuspended
 */
export class PreviewInvitation extends Query<InvitationPreview> {
  constructor(
    readonly actor: Actor,
    readonly token: string,
  ) {
    super();
  }
}

interface Row extends FoundLink, InviterRow {
  readonly slug: string;
  readonly workspace_name: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly username: string | null;
  readonly email: string | null;
  readonly language: Language;
  readonly groups: string[];
  readonly products: string[];
  readonly message: string | null;
  readonly lapses_at: Date;
  readonly support_contact: string | null;
}

/** `$1` hash, `$2` now. */
const invitationPreview = statement(
  'invitation_preview',
  `with ${linkCte('$1::bytea', '$2::timestamptz')}
   select l.verdict, l.starts_on::text as starts_on, w.slug, w.name as workspace_name, m.first_name, m.last_name, m.username, m.email, m.language,
          ${groupNames} as groups, m.access as products, i.message, ${lapsesAt} as lapses_at, ${inviterColumns},
          (select values ->> 'supportContact' from policy order by version desc limit 1) as support_contact
     from link l join invitation i on i.workspace_id = l.workspace_id and i.id = l.invitation_id ${invitedJoin} ${inviterJoin}`,
);

@QueryHandler(PreviewInvitation)
export class PreviewInvitationHandler implements IQueryHandler<PreviewInvitation> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
  ) {}

  async execute({ token }: PreviewInvitation): Promise<InvitationPreview> {
    const { workspaceId, hash } = readInvitationToken(token);
    if (workspaceId !== this.em.workspaceId) throw new InvitationUnknown();
    const [row] = await this.em.execute<Row>(invitationPreview, [hash, this.clock.now()]);
    const refusal = refusalOf(row);
    if (refusal && !(refusal instanceof MembershipNotBegun)) throw refusal;
    return preview(row as Row);
  }
}

function preview(row: Row): InvitationPreview {
  const { verdict, starts_on: startsOn, email, message, support_contact: supportContact } = row;
  return {
    workspace: { slug: row.slug, name: row.workspace_name },
    invitedBy: inviterName(row, row.language),
    firstName: row.first_name,
    lastName: row.last_name,
    username: row.username ?? '',
    groups: row.groups,
    products: row.products,
    language: row.language,
    expiresAt: row.lapses_at.toISOString(),
    ...(email ? { email } : {}),
    ...(message ? { message } : {}),
    ...(supportContact ? { supportContact } : {}),
    ...(verdict === 'not_begun' && startsOn ? { startsOn } : {}),
  };
}

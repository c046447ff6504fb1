import { displayName, type InvitationRow as InvitationRowSchema, type Language, type MemberState } from '@placet/contracts';
import type { z } from 'zod';
import { invitedJoin, lapsesAt } from '../facts/invitation-sql.ts';
import { inviterColumns, inviterJoin, inviterName, type InviterRow } from '../invitation-inviter.ts';

export type InvitationRow = z.infer<typeof InvitationRowSchema>;

/** The names of a member's groups. */
export const groupNames = `array(select g.name from group_member gm join user_group g on g.workspace_id = gm.workspace_id and g.id = gm.group_id
  where gm.workspace_id = m.workspace_id and gm.member_id = m.id order by g.rank desc, g.name)`;

/** An invitation as lists show it: rows of `invitation i`, to which a condition is added. The mail is the last one of its present round.
 *  Whether a person has opened the page is not kept: the scanners of mailboxes open it too, and looking changes nothing. */
export const invitationRows = `
  select i.id, i.state, i.sends_mail, ${lapsesAt} as lapses_at, i.created_at, m.id as member_id, m.first_name, m.last_name, m.username, m.email,
         m.state as member_state, m.access as products, ${groupNames} as groups, ${inviterColumns}, k.state as mail_state, sent.sent_at
    from invitation i ${invitedJoin} ${inviterJoin}
    left join lateral (
      select k.state from mail k where k.workspace_id = i.workspace_id and k.subject_id = i.id and split_part(k.key, '/', 3) = i.round::text
       order by k.created_at desc, k.id desc limit 1) k on true
    left join lateral (
      select max(k.sent_at) as sent_at from mail k where k.workspace_id = i.workspace_id and k.subject_id = i.id) sent on true`;

/** A row of that statement. */
export interface FoundInvitation extends InviterRow {
  readonly id: string;
  readonly state: InvitationRow['state'];
  readonly sends_mail: boolean;
  readonly lapses_at: Date;
  readonly created_at: Date;
  readonly member_id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly username: string | null;
  readonly email: string | null;
  readonly member_state: MemberState;
  readonly products: string[];
  readonly groups: string[];
  readonly mail_state: 'queued' | 'sent' | 'bounced' | 'failed' | 'dropped' | null;
  readonly sent_at: Date | null;
}

/** @param language of the reader */
export function invitationRow(row: FoundInvitation, language: Language): InvitationRow {
  const named = { firstName: row.first_name, lastName: row.last_name, username: row.username, state: row.member_state };
  return {
    id: row.id,
    member: {
      id: row.member_id,
      displayName: displayName(named, language),
      username: row.username ?? '',
      ...(row.email ? { email: row.email } : {}),
    },
    invitedBy: inviterName(row, language),
    groups: row.groups,
    products: row.products,
    state: row.state,
    sendsMail: row.sends_mail,
    mailState: mailStateOf(row),
    expiresAt: row.lapses_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    ...(row.sent_at ? { sentAt: row.sent_at.toISOString() } : {}),
  };
}

/** An open one that mails, and has not yet, will. */
function mailStateOf({ sends_mail, state, mail_state }: FoundInvitation): InvitationRow['mailState'] {
  if (mail_state === null || mail_state === 'dropped') return sends_mail && state === 'open' ? 'queued' : 'none';
  return mail_state;
}

import { displayName, type Language, type MemberState } from '@placet/contracts';

/** Who invited, as columns over `i` of invitation, `m` of member: the inviter's name in parts, or that of the directory. */
export const inviterColumns = `v.first_name as inviter_first_name, v.last_name as inviter_last_name, v.username as inviter_username, v.state as inviter_state,
          case i.invited_by_kind when 'connection' then d.name end as inviter_directory`;
export const inviterJoin = `left join member v on v.workspace_id = i.workspace_id and v.id = i.invited_by
      left join directory_connection d on d.workspace_id = m.workspace_id and d.id = m.managed_by`;

/** A row with those columns. */
export interface InviterRow {
  readonly inviter_first_name: string | null;
  readonly inviter_last_name: string | null;
  readonly inviter_username: string | null;
  readonly inviter_state: MemberState | null;
  readonly inviter_directory: string | null;
}

/** @returns undefined where no member invited */
export function memberWhoInvited(row: InviterRow, language: Language): string | undefined {
  if (!row.inviter_state) return undefined;
  const { inviter_first_name: firstName, inviter_last_name: lastName, inviter_username: username, inviter_state: state } = row;
  return displayName({ firstName, lastName, username, state }, language);
}

/** For where a name must stand: the member's, the directory's, or the product's own where the vendor or the waiting list invited. */
export const inviterName = (row: InviterRow, language: Language): string =>
  memberWhoInvited(row, language) ?? row.inviter_directory ?? 'Placet';

import { displayName, type HoldingRow, type MemberState } from '@placet/contracts';
import type { Actor } from '@placet/kernel';
import type { z } from 'zod';

/** Columns of a member in lists of seats; `m` is the row of `member`. */
export const personColumns = 'm.id as member_id, m.first_name, m.last_name, m.username, m.state as member_state';

/** What `personColumns` gives. */
export interface PersonColumns {
  readonly member_id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly username: string | null;
  readonly member_state: MemberState;
}

/** Whoever holds or awaits a seat, by the name that he has everywhere. */
export const personOf = (row: PersonColumns, reader: Actor): z.infer<typeof HoldingRow>['member'] => ({
  id: row.member_id,
  displayName: displayName(
    { firstName: row.first_name, lastName: row.last_name, username: row.username, state: row.member_state },
    reader.language,
  ),
  state: row.member_state,
});

/** Sites to which a reader of seats is bound; null for the whole workspace. Doors ask for `seats.read` before. */
export const boundTo = ({ permissions, siteIds }: Actor): readonly string[] | null =>
  permissions.get('seats.read') === 'own_sites' ? siteIds : null;

/** Whether a member is on one of these sites, or all are meant. */
export const isOnSite = (member: string, sites: string): string =>
  `(${sites}::uuid[] is null or exists (select from member_site ms where ms.member_id = ${member} and ms.site_id = any(${sites}::uuid[])))`;

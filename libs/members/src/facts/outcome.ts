import { InvalidField, NotFound, PermissionMissing, RankTooLow, StateConflict } from '@placet/kernel';
import type { Row } from '@placet/platform';
import { NoSeatLeft, ProductNotSold } from '@placet/seats';
import { UsernameNeeded, WorkspaceSuspended } from '../member-errors.ts';

/** What a fact answers: one row, in which a refusal is a value, so that many can run in one transaction. */
export interface Outcome extends Row {
  readonly member_id?: string;
  readonly outcome: string;
  readonly full_pool?: { product: string; purchased: number; used: number; mayWait: boolean; supportContact: string | null } | null;
  readonly rank_needed?: number | null;
  readonly key_needed?: string | null;
  readonly state?: string | null;
}

/** Turns a refusing outcome into the rule's error; any other is returned as it is.
 *
 * @param asked what the error names: the products asked for, the actor's rank, the act in words
 */
export function judged<T extends Outcome>(row: T | undefined, asked: { products?: readonly string[]; rank: number; act: string }): T {
  switch (row?.outcome) {
    case undefined:
    case 'not_found':
      throw new NotFound('member');
    case 'full': {
      const pool = row?.full_pool;
      throw new NoSeatLeft(pool?.product ?? asked.products?.[0] ?? '', pool?.purchased ?? 0, pool?.used ?? 0, pool ?? {});
    }
    case 'product_not_sold':
      throw new ProductNotSold(asked.products ?? []);
    case 'rank':
      throw new RankTooLow(row?.rank_needed ?? 0, asked.rank);
    case 'permission':
      throw new PermissionMissing(row?.key_needed ?? '');
    case 'workspace_suspended':
      throw new WorkspaceSuspended();
    case 'unknown_manager':
      throw new InvalidField('manager', 'unknown');
    case 'unknown_group':
      throw new InvalidField('groupIds', 'unknown');
    case 'unknown_site':
      throw new InvalidField('siteIds', 'unknown');
    case 'site_out_of_reach':
      throw new InvalidField('siteIds', 'out_of_reach');
    case 'default_site_not_granted':
      throw new InvalidField('defaultSiteId', 'not_granted');
    case 'unknown_seniority':
      throw new InvalidField('seniority', 'unknown');
    case 'language_not_enabled':
      throw new InvalidField('language', 'not_enabled');
    case 'email_required':
      throw new InvalidField('email', 'required_by_group');
    case 'pin_not_for_group':
      throw new InvalidField('credential', 'pin_not_for_group');
    case 'pin_holder':
      throw new InvalidField('groupIds', 'not_with_pin');
    case 'wait_not_allowed':
      throw new InvalidField('onFull', 'not_allowed');
    case 'members_max':
      throw new StateConflict('workspace', 'at its limit of members', 'take another');
    case 'only_console':
      throw new PermissionMissing('member.createThrough');
    case 'username_needed':
      throw new UsernameNeeded();
    case 'state':
      throw new StateConflict('member', row?.state ?? 'unknown', asked.act);
    default:
      return row as T;
  }
}

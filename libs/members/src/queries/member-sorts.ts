import type { SortKey } from '@placet/platform';
import type { MembersAsked, Values } from './member-filters.ts';

/** A sort order: an indexed stored column, then the id. Members without a value come last, whichever way it goes. */
export interface MemberSort {
  readonly key: string;
  readonly id: string;
  readonly type: 'text' | 'timestamptz';
  /** the column, such that an index knows whether it is null; absent where it never is */
  readonly nullable?: string;
  readonly ofAccount?: true;
  readonly descends: boolean;
}

const columns: Record<string, Omit<MemberSort, 'descends'>> = {
  lastName: { key: 'm.sort_name', id: 'm.id', type: 'text' },
  createdAt: { key: 'm.created_at', id: 'm.id', type: 'timestamptz' },
  userCode: { key: 'm.user_code', id: 'm.id', type: 'text' },
  username: { key: 'm.username_key', id: 'm.id', type: 'text', nullable: 'm.username' },
  lastSignInAt: { key: 'a.last_sign_in_at', id: 'a.member_id', type: 'timestamptz', nullable: 'a.last_sign_in_at', ofAccount: true },
};

export function sortOf(sort: MembersAsked['sort']): MemberSort {
  const column = columns[sort.replace('-', '')];
  if (!column) throw new Error(`no column is sorted by ${sort}`);
  return { ...column, descends: sort.startsWith('-') };
}

/** The same order over rows that were collected. */
export const collectedSort = ({ nullable, type, descends }: MemberSort): MemberSort => ({
  key: 'key',
  id: 'id',
  type,
  descends,
  ...(nullable ? { nullable: 'key' } : {}),
});

/** A stretch of the order that one walk of an index answers: those with a value, then those without. */
export interface Stretch {
  readonly where: string;
  readonly orderBy: string;
}

/** What comes after the last row of the page before, in at most two stretches.
 *
 * @param last its key as text and its id
 */
export function stretchesOf({ key, id, type, nullable, descends }: MemberSort, last: SortKey | undefined, values: Values): Stretch[] {
  const [way, past] = descends ? ['desc', '<'] : ['asc', '>'];
  const lastId = last && `${values.add(last[1])}::uuid`;
  if (last && last[0] === null) return [{ where: `${nullable} is null and ${id} ${past} ${lastId}`, orderBy: `${id} ${way}` }];
  const hasValue = nullable ? `${nullable} is not null` : 'true';
  const after = last ? `${hasValue} and (${key}, ${id}) ${past} (${values.add(last[0])}::${type}, ${lastId})` : hasValue;
  const withValue: Stretch = { where: after, orderBy: `${key} ${way}, ${id} ${way}` };
  return nullable ? [withValue, { where: `${nullable} is null`, orderBy: `${id} ${way}` }] : [withValue];
}

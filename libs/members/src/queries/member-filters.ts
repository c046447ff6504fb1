import type { ListMembersQuery } from '@placet/contracts';
import type { z } from 'zod';

/** What the members page may ask for. */
export type MembersAsked = z.output<typeof ListMembersQuery>;

/** Collects the values of a statement that is put together; each gets its `$n`. `$1` is the workspace. */
export class Values {
  readonly list: unknown[];

  constructor(workspaceId: string) {
    this.list = [workspaceId];
  }

  add(value: unknown): string {
    return `$${this.list.push(value)}`;
  }
}

/** A condition on `member m` and `account a`, said twice: so that an index can gather whom it holds for, and to test one member at a time. */
export interface Condition {
  readonly gather: string;
  readonly test: string;
  /** the one column that it bounds, if it is such */
  readonly bounds?: string;
}

type Filter = (asked: MembersAsked, values: Values) => Condition | undefined;

const both = (condition: string | undefined, bounds?: string): Condition | undefined =>
  condition ? { gather: condition, test: condition, ...(bounds ? { bounds } : {}) } : undefined;

const column =
  (name: string, type: 'text' | 'uuid', wanted: (asked: MembersAsked) => readonly string[] | undefined): Filter =>
  (asked, values) => {
    const list = wanted(asked);
    if (!list) return undefined;
    return both(list.length === 1 ? `${name} = ${values.add(list[0])}::${type}` : `${name} = any(${values.add(list)}::${type}[])`);
  };

/** A member who has such a row in another table. */
const among = (table: string, which: string): Condition => ({
  gather: `m.id in (select r.member_id from ${table} r where r.workspace_id = $1 and ${which})`,
  test: `(select true from ${table} r where r.workspace_id = m.workspace_id and r.member_id = m.id and ${which} limit 1)`,
});

const inGroup: Filter = ({ groupId }, values) => groupId && among('group_member', `r.group_id = any(${values.add(groupId)}::uuid[])`);

const onSite = (siteIds: readonly string[] | null | undefined, values: Values): Condition | undefined =>
  siteIds ? among('member_site', `r.site_id = any(${values.add(siteIds)}::uuid[])`) : undefined;

/** Who holds a seat, or waits for one: what a counter opens. */
const withSeat: Filter = ({ seat, seatState }, values) => {
  if (!seat && !seatState) return undefined;
  const ofProduct = seat ? `r.product = ${values.add(seat)}::text` : 'true';
  if (seatState === 'waiting') return among('queue_entry', ofProduct);
  const state = seatState === 'reserved' || seatState === 'assigned' ? ` and r.state = '${seatState}'` : '';
  return among('holding', `${ofProduct} and r.state <> 'released'${state}`);
};

/** On one side of the beginning of a calendar date where the workspace is. The second bound, a day off, is one whose value the planner knows. */
function sideOf(name: string, side: '<' | '>=', date: string, daysLater: number, values: Values): string {
  const day = values.add(date);
  const begins = `(select (${day}::date + ${daysLater})::timestamp at time zone time_zone from workspace where id = $1)`;
  const about = `(${day}::date + ${daysLater + (side === '<' ? 1 : -1)})::timestamp at time zone 'UTC'`;
  return `${name} ${side} ${begins} and ${name} ${side} ${about}`;
}

const byLastSignIn: Filter = ({ signedInBefore, neverSignedIn }, values) => {
  const never = neverSignedIn === undefined ? undefined : `a.last_sign_in_at is ${neverSignedIn ? '' : 'not '}null`;
  if (!signedInBefore) return both(never, 'a.last_sign_in_at');
  const before = sideOf('a.last_sign_in_at', '<', signedInBefore, 0, values);
  return neverSignedIn ? both(`(${before} or ${never})`) : both(before, 'a.last_sign_in_at');
};

const filters: readonly Filter[] = [
  (asked, values) => column('m.state', 'text', ({ state }) => state)(asked, values) ?? both(`m.state <> 'erased'`),
  column('m.kind', 'text', ({ kind }) => kind),
  column('m.seniority', 'uuid', ({ seniority }) => seniority),
  column('m.origin', 'text', ({ origin }) => origin),
  column('m.managed_by', 'uuid', ({ managedBy }) => managedBy),
  column('m.language', 'text', ({ language }) => language),
  ({ product }, values) => both(product && `m.access && ${values.add(product)}::text[]`),
  inGroup,
  ({ siteId }, values) => onSite(siteId, values),
  withSeat,
  byLastSignIn,
  ({ createdFrom }, values) => both(createdFrom && sideOf('m.created_at', '>=', createdFrom, 0, values), 'm.created_at'),
  ({ createdTo }, values) => both(createdTo && sideOf('m.created_at', '<', createdTo, 1, values), 'm.created_at'),
];

/** The conditions of a filtered list but for its search; without a filter on the state nobody erased is shown.
 *
 * @param ownSites of a reader whose right ends at them; null for the whole workspace
 */
export function conditionsOf(asked: MembersAsked, ownSites: readonly string[] | null, values: Values): Condition[] {
  return [...filters.map((filter) => filter(asked, values)), onSite(ownSites, values)].filter((condition) => condition !== undefined);
}

/** Whether a filter looks at the account. */
export const needsAccount = ({ signedInBefore, neverSignedIn }: MembersAsked): boolean =>
  signedInBefore !== undefined || neverSignedIn !== undefined;

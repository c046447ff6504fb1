import { displayName, type MemberRow } from '@placet/contracts';
import type { Actor } from '@placet/kernel';
import type { Row } from '@placet/platform';
import type { z } from 'zod';

/** A line of the members page. */
export type MemberLine = z.infer<typeof MemberRow>;

/** What `rowColumns` gives. */
export interface MemberColumns extends Row {
  readonly id: string;
  readonly kind: MemberLine['kind'];
  readonly state: MemberLine['state'];
  readonly first_name: string;
  readonly last_name: string;
  readonly user_code: string;
  readonly username: string | null;
  readonly email: string | null;
  readonly origin: MemberLine['origin'];
  readonly language: MemberLine['language'];
  readonly job_title: string | null;
  readonly created_at: Date;
  readonly last_sign_in_at: Date | null;
  readonly products: string[];
  readonly groups: MemberLine['groups'];
  readonly sites: MemberLine['sites'];
  readonly holdings: MemberLine['holdings'];
  readonly waiting_for: string[];
  readonly seniority: MemberLine['seniority'] | null;
  readonly managed_by: MemberLine['managedBy'] | null;
}

/** A stored member as the API tells him; what he has not is absent. After a directory removed him his username is empty. */
export function memberRow(row: MemberColumns, reader: Actor): MemberLine {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    displayName: nameOf(row, reader),
    firstName: row.first_name,
    lastName: row.last_name,
    userCode: row.user_code,
    username: row.username ?? '',
    ...present('email', row.email),
    groups: row.groups,
    sites: row.sites,
    products: row.products,
    holdings: row.holdings,
    waitingFor: row.waiting_for,
    origin: row.origin,
    language: row.language,
    ...present('lastSignInAt', row.last_sign_in_at?.toISOString()),
    createdAt: row.created_at.toISOString(),
    ...present('managedBy', row.managed_by),
    ...present('seniority', row.seniority),
    ...present('jobTitle', row.job_title),
  };
}

/** @param named columns of a member, in the language of whoever reads */
export const nameOf = (named: Pick<MemberColumns, 'first_name' | 'last_name' | 'username' | 'state'>, reader: Actor): string =>
  displayName({ firstName: named.first_name, lastName: named.last_name, username: named.username, state: named.state }, reader.language);

/** One field, or none where there is no value: absent is absent. */
export const present = <K extends string, V>(key: K, value: V | null | undefined): { [key in K]?: V } =>
  value === null || value === undefined ? {} : ({ [key]: value } as { [key in K]?: V });

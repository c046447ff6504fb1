import { InvalidField, type Actor, type InvitationId, type MemberId } from '@placet/kernel';
import { canonicalEmail } from '@placet/identity';
import { newMemberKey } from '@placet/platform';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { createMember, createPlainMember } from './facts/create-member.ts';
import type { SharedFact } from './hot-facts.ts';
import { memberAdded } from './member-events.ts';

/** What a door knows of a new member; the same for console, REST, SCIM and the operator (`product.md` §2.1). */
export interface NewMember {
  readonly firstName: string;
  readonly lastName: string;
  readonly email?: string | undefined;
  /** absent: the e-mail is the first username (F4) */
  readonly username?: string | undefined;
  readonly groupIds: readonly string[];
  readonly seniority?: string | null | undefined;
  readonly products: readonly string[];
  readonly siteIds?: readonly string[] | undefined;
  readonly defaultSiteId?: string | undefined;
  /** absent: the workspace's own */
  readonly language?: string | undefined;
  readonly message?: string | undefined;
  readonly jobTitle?: string | undefined;
  readonly mobile?: string | undefined;
  readonly address?: object | undefined;
  readonly startsOn?: string | undefined;
  readonly endsOn?: string | undefined;
  readonly onFull?: 'refuse' | 'wait' | 'without_access' | undefined;
  /** Of a directory: it keeps the member from now on. */
  readonly managedBy?: string | undefined;
  /** what it says of him */
  readonly said?: SaidByDirectory | undefined;
}

/** What a directory says of a member beside his profile; kept as it was sent. */
export interface SaidByDirectory {
  readonly externalId: string | null;
  /** its wish; what became of it is the member's state */
  readonly active: boolean;
  /** everything else */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly emails: readonly { position: number; value: string; type: string | null; is_primary: boolean }[];
  /** whom it names as manager, and the connection has to see */
  readonly managerId?: string | undefined;
}

/** How the new member signs in first. `invited` begins with a link, `inactive` only wishes for his products; the others are active
 * at once. */
export interface FirstSecret {
  readonly kind: 'none' | 'pin' | 'temporary_password';
  readonly begins: 'invited' | 'active' | 'inactive';
  readonly hash?: string;
  readonly expiresAt?: Date;
  readonly sendsMail: boolean;
}

/** E.164, or the way to say it. @throws InvalidField `mobile` */
export function e164(mobile: string | undefined | null): string | null {
  if (!mobile) return null;
  const number = parsePhoneNumberFromString(mobile);
  if (!number?.isPossible()) throw new InvalidField('mobile', 'not_e164');
  return number.number;
}

/** The stored form of an address, its canonical key, and the keys under which its member signs in. */
function addressAndUsername(email: string | undefined, username: string | undefined) {
  const emailKey = email === undefined ? null : (canonicalEmail(email) ?? null);
  if (email !== undefined && emailKey === null && username === undefined) throw new InvalidField('email', 'not_for_sign_in');
  const name = username ?? email;
  if (name === undefined) throw new InvalidField('username', 'email_or_username');
  if (username !== undefined && email === undefined && username.includes('@')) throw new InvalidField('username', 'looks_like_address');
  return { email: email ?? null, emailKey, username: name, loginKeys: [canonicalEmail(name) ?? name] };
}

/** The hot fact that creates this member: one for every door. Dates in order are checked here, the rest inside the statement. */
export function creationOf(
  actor: Actor,
  person: NewMember,
  first: FirstSecret,
  made: { memberId: MemberId; invitationId: InvitationId; now: Date },
  reach: object,
): SharedFact {
  const { email, emailKey, username, loginKeys } = addressAndUsername(person.email, person.username);
  if (person.startsOn && person.endsOn && person.endsOn < person.startsOn) throw new InvalidField('endsOn', 'before_start');
  const key = newMemberKey();
  return {
    statement: createMember,
    plainly: first.begins === 'active' && person.managedBy ? createPlainMember : undefined,
    subject: made.memberId,
    groupIds: person.groupIds,
    products: first.begins === 'inactive' ? [] : person.products,
    key,
    events: memberAdded(
      made.memberId,
      { firstName: person.firstName, lastName: person.lastName, email, username },
      Boolean(person.startsOn ?? person.endsOn),
    ),
    shared: {
      kind: 'staff',
      wants: first.begins,
      group_ids: person.groupIds,
      products: person.products,
      on_full: person.onFull ?? null,
      door: actor.door,
      managed_by: person.managedBy ?? null,
      invited_by_kind: actor.kind,
      ...reach,
    },
    values: {
      member_id: made.memberId,
      first_name: person.firstName,
      last_name: person.lastName,
      email,
      email_key: emailKey,
      email_verified: false,
      username,
      job_title: person.jobTitle ?? null,
      mobile: e164(person.mobile),
      address: person.address ?? null,
      seniority: person.seniority ?? null,
      language: person.language ?? null,
      site_ids: person.siteIds ?? [],
      default_site: person.defaultSiteId ?? null,
      starts_on: person.startsOn ?? null,
      ends_on: person.endsOn ?? null,
      secret_kind: first.kind,
      secret_hash: first.hash ?? null,
      secret_expires_at: first.expiresAt ?? null,
      change_required: first.kind !== 'none',
      single_sign_on: false,
      login_keys: loginKeys,
      member_key: `\\x${key.toString('hex')}`,
      claim_key: `member/${made.memberId}`,
      invitation_id: made.invitationId,
      sends_mail: first.sendsMail && email !== null,
      message: person.message ?? null,
      invited_by: actor.kind === 'member' ? actor.id : null,
      manager: person.said?.managerId ?? null,
      said: person.said ? { ...person.said, managerId: undefined } : null,
      now: made.now,
    },
  };
}

import { defineEntity, p } from '@mikro-orm/core';
import type { MemberState } from '@placet/contracts';
import { StateConflict, raise, type Actor, type InvitationId, type MemberId } from '@placet/kernel';
import { aggregate } from '@placet/platform';
import { ManagedByDirectory, NotOneself } from './member-errors.ts';

const MemberSchema = defineEntity({
  name: 'Member',
  tableName: 'member',
  properties: {
    workspaceId: p.uuid().primary(),
    id: p.uuid().primary(),
    state: p.string().$type<MemberState>(),
    firstName: p.string(),
    lastName: p.string(),
    email: p.string().nullable(),
    emailKey: p.string().nullable(),
    emailVerified: p.boolean(),
    username: p.string().nullable(),
    jobTitle: p.string().nullable(),
    mobile: p.string().nullable(),
    address: p.json().nullable(),
    seniority: p.uuid().nullable(),
    language: p.string(),
    defaultSite: p.uuid().nullable(),
    startsOn: p.string().columnType('date').nullable(),
    endsOn: p.string().columnType('date').nullable(),
    managedBy: p.uuid().nullable(),
    version: p.integer(),
    updatedAt: p.datetime(),
  },
});

/** Fields that an administrator edits by themselves; absent keeps, null clears. */
export interface ProfileChange {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly jobTitle?: string | null | undefined;
  readonly mobile?: string | null | undefined;
  readonly address?: object | null | undefined;
  readonly seniority?: string | null | undefined;
  readonly language?: string | undefined;
  readonly defaultSite?: string | null | undefined;
  readonly startsOn?: string | null | undefined;
  readonly endsOn?: string | null | undefined;
}

/** What a directory says of its member; absent keeps, null clears. Text stays as it was sent. */
export interface DirectoryProfile {
  readonly username?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly email?: string | null | undefined;
  readonly jobTitle?: string | null | undefined;
  readonly mobile?: string | null | undefined;
  readonly language?: string | undefined;
}

const ofTheDirectory = ['firstName', 'lastName'] as const;

/** One person's account in one workspace, as far as rich commands change it; hot facts change state, seats and groups. */
export class Member extends MemberSchema.class {
  /** Changes the profile and says which fields changed. @throws ManagedByDirectory for a field that the directory keeps
   *
   * @param openInvitation whose days count from the first day of the membership
   */
  edit(change: ProfileChange, now: Date, openInvitation?: InvitationId): void {
    const fields = (Object.keys(change) as (keyof ProfileChange)[]).filter(
      (field) => change[field] !== undefined && JSON.stringify(change[field]) !== JSON.stringify(this[field]),
    );
    if (!fields.length) return;
    const kept = this.managedBy && fields.find((field) => (ofTheDirectory as readonly string[]).includes(field));
    if (kept) throw new ManagedByDirectory(kept);
    const before = Object.fromEntries(fields.map((field) => [field, this[field]]));
    for (const field of fields) Object.assign(this, { [field]: change[field] });
    const after = Object.fromEntries(fields.map((field) => [field, this[field]]));
    this.touched(now);
    raise(this, {
      type: 'member.edited',
      subject: { kind: 'member', id: this.id },
      facts: { fields },
      personal: { memberId: this.id as MemberId, values: { before, after } },
      pokes: [
        ...(fields.some((field) => field === 'startsOn' || field === 'endsOn') ? [`member-dates/${this.id}`] : []),
        ...(fields.includes('startsOn') && openInvitation ? [`invitation/${openInvitation}`] : []),
      ],
    });
  }

  /** Takes over what the directory says, and is its member from now on. The version rises in any case: what was `told` may be the directory's
   * own, without a field here.
   */
  followDirectory(by: Actor, profile: DirectoryProfile, told: readonly string[], now: Date): void {
    const fields = (Object.keys(profile) as (keyof DirectoryProfile)[]).filter(
      (field) => profile[field] !== undefined && profile[field] !== this[field],
    );
    const before = Object.fromEntries(fields.map((field) => [field, this[field]]));
    for (const field of fields) Object.assign(this, { [field]: profile[field] });
    const after = Object.fromEntries(fields.map((field) => [field, this[field]]));
    const isTakenOver = this.managedBy === null;
    this.managedBy = by.id ?? null;
    this.touched(now);
    const personal = fields.length ? { personal: { memberId: this.id as MemberId, values: { before, after } } } : {};
    const subject = { kind: 'member', id: this.id };
    if (isTakenOver) raise(this, { type: 'member.taken_over', subject, facts: { connection: by.id } });
    if (fields.length || told.length) raise(this, { type: 'member.edited', subject, facts: { fields, told }, ...personal });
  }

  /** Nobody bans himself; a ban is for somebody who is not banned. */
  mayBeBanned(by: Actor): void {
    if (by.id === this.id) throw new NotOneself('ban');
    if (this.state === 'banned') throw new StateConflict('member', 'banned', 'be banned again');
  }

  /** Something of his changed: whoever saw an earlier version is told (`If-Match`). */
  touched(now: Date): void {
    this.version += 1;
    this.updatedAt = now;
  }
}
MemberSchema.setClass(Member);
aggregate(MemberSchema);

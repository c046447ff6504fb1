import type { WritableSignal } from '@angular/core';
import { disabled, email, form, maxLength, readonly, required } from '@angular/forms/signals';
import type { Member, MemberChange } from '../member-types.ts';
import { type Details, detailRules } from '../pieces/person-details.ts';

/** The fields of the profile; empty texts are absent. */
export interface Profile extends Details {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly seniority: string;
  readonly language: Member['language'];
}

export const profileOf = (member: Member): Profile => ({
  firstName: member.firstName,
  lastName: member.lastName,
  email: member.email ?? '',
  jobTitle: member.jobTitle ?? '',
  mobile: member.mobile ?? '',
  address: {
    street: member.address?.street ?? '',
    postalCode: member.address?.postalCode ?? '',
    city: member.address?.city ?? '',
    country: member.address?.country ?? '',
  },
  seniority: member.seniority?.id ?? '',
  language: member.language,
  startsOn: member.startsOn ?? '',
  endsOn: member.endsOn ?? '',
});

/** What a directory sends of its members; only the directory changes it. */
const keptByDirectory = ['firstName', 'lastName', 'email'] as const;

/** @param mayEdit whether the reader may change anything
 * @param isManaged whether a directory keeps the member
 */
export const profileForm = (model: WritableSignal<Profile>, mayEdit: () => boolean, isManaged: () => boolean) =>
  form(model, (fields) => {
    readonly(fields, { when: () => !mayEdit() });
    for (const name of keptByDirectory) readonly(fields[name], { when: isManaged });
    disabled(fields.seniority, { when: () => !mayEdit() });
    disabled(fields.language, { when: () => !mayEdit() });
    required(fields.firstName);
    maxLength(fields.firstName, 100);
    required(fields.lastName);
    maxLength(fields.lastName, 100);
    email(fields.email);
    maxLength(fields.email, 254);
    detailRules(fields);
  });

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** The names of the fields that differ. */
export const changedFields = (before: Profile, after: Profile): (keyof Profile)[] =>
  (Object.keys(after) as (keyof Profile)[]).filter((name) => !same(before[name], after[name]));

/** A merge patch (RFC 7396) of what differs: emptied texts are cleared with null. */
export function profileChange(before: Profile, after: Profile): MemberChange {
  const valueOf = (name: keyof Profile) => {
    if (name !== 'address') return after[name].trim() || null;
    const typed = Object.fromEntries(Object.entries(after.address).filter(([, text]) => text.trim()));
    return Object.keys(typed).length ? { ...typed, ...(typed['country'] ? { country: typed['country'].toUpperCase() } : {}) } : null;
  };
  return Object.fromEntries(changedFields(before, after).map((name) => [name, valueOf(name)])) as MemberChange;
}

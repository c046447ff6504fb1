import type { WritableSignal } from '@angular/core';
import { disabled, email, form, maxLength, pattern, readonly, required, validate } from '@angular/forms/signals';
import type { Member, MemberChange } from '../member-types.ts';

/** The fields of the profile; empty texts are absent. */
export interface Profile {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly jobTitle: string;
  readonly mobile: string;
  readonly address: { readonly street: string; readonly postalCode: string; readonly city: string; readonly country: string };
  readonly seniority: string;
  readonly language: Member['language'];
  readonly startsOn: string;
  readonly endsOn: string;
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

/** @param mayEdit whether the reader may change anything */
export const profileForm = (model: WritableSignal<Profile>, mayEdit: () => boolean) =>
  form(model, (fields) => {
    readonly(fields, { when: () => !mayEdit() });
    disabled(fields.seniority, { when: () => !mayEdit() });
    disabled(fields.language, { when: () => !mayEdit() });
    required(fields.firstName);
    maxLength(fields.firstName, 100);
    required(fields.lastName);
    maxLength(fields.lastName, 100);
    email(fields.email);
    maxLength(fields.email, 254);
    maxLength(fields.jobTitle, 100);
    maxLength(fields.mobile, 40);
    maxLength(fields.address.street, 200);
    maxLength(fields.address.postalCode, 20);
    maxLength(fields.address.city, 100);
    pattern(fields.address.country, /^[A-Z]{2}$/iu);
    validate(fields.endsOn, ({ value, valueOf }) =>
      value() && valueOf(fields.startsOn) && value() < valueOf(fields.startsOn) ? { kind: 'before_start' } : undefined,
    );
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

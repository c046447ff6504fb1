import type { WritableSignal } from '@angular/core';
import { email, form, maxLength, required, validate } from '@angular/forms/signals';
import { detailRules } from '../pieces/person-details.ts';
import type { Draft } from './add-draft.ts';

/** The rules that need no server; everything else comes back as 422. */
export const newMemberForm = (model: WritableSignal<Draft>) =>
  form(model, (fields) => {
    required(fields.firstName);
    maxLength(fields.firstName, 100);
    required(fields.lastName);
    maxLength(fields.lastName, 100);
    email(fields.email);
    maxLength(fields.email, 254);
    maxLength(fields.username, 100);
    validate(fields.username, ({ value, valueOf }) =>
      value().trim() || valueOf(fields.email).trim() ? undefined : { kind: 'email_or_username' },
    );
    validate(fields.groupIds, ({ value }) => (value().length ? undefined : { kind: 'required' }));
    maxLength(fields.message, 2000);
    detailRules(fields);
  });

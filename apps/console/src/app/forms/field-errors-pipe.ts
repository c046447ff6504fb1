import { inject, Pipe, type PipeTransform } from '@angular/core';
import type { ReadonlyFieldTree, ValidationError } from '@angular/forms/signals';
import type { MessageValues } from '../i18n/message-key.ts';
import { Words } from '../i18n/words.ts';

/** What is wrong with a field, in words: `field.<kind>` of the catalogue, with the numbers of the rule. */
export function fieldErrorText(words: Words, error: ValidationError): string {
  const { params, ...facts } = error as ValidationError & { params?: object };
  const values = Object.fromEntries(
    Object.entries({ ...facts, ...params }).filter(([, value]) => typeof value === 'number' || typeof value === 'string'),
  ) as MessageValues;
  return words.sayIfKnown(`field.${error.kind}`, values, words.say('field.invalid'));
}

/** `[errors]="form.email | fieldErrors"`: nothing before the field was left or the form was sent. */
@Pipe({ name: 'fieldErrors', pure: false })
export class FieldErrorsPipe implements PipeTransform {
  private readonly words = inject(Words);
  private last: readonly string[] = [];
  transform(field: ReadonlyFieldTree<unknown>): readonly string[] {
    const state = field();
    const texts = state.touched() ? state.errors().map((error) => fieldErrorText(this.words, error)) : [];
    if (texts.join('\n') !== this.last.join('\n')) this.last = texts;
    return this.last;
  }
}

import { Component, input } from '@angular/core';
import { type FieldTree, FormField, maxLength, pattern, type SchemaPathTree, validate } from '@angular/forms/signals';
import { Control, Field } from '@placet/ui';
import { FieldErrorsPipe } from '../../forms/field-errors-pipe.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';

/** What may be known of a person beside name and address; empty texts are absent. */
export interface Details {
  readonly jobTitle: string;
  readonly mobile: string;
  readonly address: { readonly street: string; readonly postalCode: string; readonly city: string; readonly country: string };
  readonly startsOn: string;
  readonly endsOn: string;
}

export const noDetails: Details = {
  jobTitle: '',
  mobile: '',
  address: { street: '', postalCode: '', city: '', country: '' },
  startsOn: '',
  endsOn: '',
};

/** Their rules, for the form that they are part of. */
export function detailRules(fields: SchemaPathTree<Details>): void {
  maxLength(fields.jobTitle, 100);
  maxLength(fields.mobile, 40);
  maxLength(fields.address.street, 200);
  maxLength(fields.address.postalCode, 20);
  maxLength(fields.address.city, 100);
  pattern(fields.address.country, /^[A-Z]{2}$/iu);
  validate(fields.endsOn, ({ value, valueOf }) =>
    value() && valueOf(fields.startsOn) && value() < valueOf(fields.startsOn) ? { kind: 'before_start' } : undefined,
  );
}

/** The fields of `Details`, two beside each other where there is room. */
@Component({
  selector: 'app-person-details',
  imports: [Control, Field, FieldErrorsPipe, FormField, MessagePipe],
  template: `
    <ui-field [label]="'form.jobTitle' | t" [errors]="form().jobTitle | fieldErrors">
      <input uiInput autocomplete="off" [formField]="form().jobTitle" />
    </ui-field>
    <ui-field [label]="'form.mobile' | t" [errors]="form().mobile | fieldErrors">
      <input uiInput type="tel" autocomplete="off" placeholder="+33 6 12 34 56 78" [formField]="form().mobile" />
    </ui-field>
    <ui-field class="whole" [label]="'form.street' | t" [errors]="form().address.street | fieldErrors">
      <input uiInput autocomplete="off" [formField]="form().address.street" />
    </ui-field>
    <div class="place whole">
      <ui-field [label]="'form.postalCode' | t" [errors]="form().address.postalCode | fieldErrors">
        <input uiInput autocomplete="off" [formField]="form().address.postalCode" />
      </ui-field>
      <ui-field [label]="'form.city' | t" [errors]="form().address.city | fieldErrors">
        <input uiInput autocomplete="off" [formField]="form().address.city" />
      </ui-field>
      <ui-field [label]="'form.country' | t" [errors]="form().address.country | fieldErrors">
        <input uiInput autocomplete="off" placeholder="FR" [formField]="form().address.country" />
      </ui-field>
    </div>
    <ui-field [label]="'form.startsOn' | t" [errors]="form().startsOn | fieldErrors">
      <input uiInput type="date" [formField]="form().startsOn" />
    </ui-field>
    <ui-field [label]="'form.endsOn' | t" [hint]="'form.endsOnHint' | t" [errors]="form().endsOn | fieldErrors">
      <input uiInput type="date" [formField]="form().endsOn" />
    </ui-field>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(max(176px, 40%), 1fr));
      gap: var(--s4);
      align-items: start;
    }
    .whole {
      grid-column: 1 / -1;
    }
    .place {
      display: grid;
      grid-template-columns: minmax(84px, 2fr) minmax(0, 4fr) minmax(52px, 1fr);
      gap: var(--s3);
      align-items: start;
    }
  `,
})
export class PersonDetails {
  /** The form that has these fields, among others. */
  readonly form = input.required<Pick<FieldTree<Details>, keyof Details>>();
}

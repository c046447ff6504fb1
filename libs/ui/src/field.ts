import { Component, computed, contentChild, Directive, inject, input } from '@angular/core';
import { Icon } from './icon.ts';

let made = 0;

/** The control of a `ui-field`: looks, id, description and validity. */
@Directive({
  selector: 'input[uiInput], select[uiInput], textarea[uiInput]',
  host: {
    class: 'ui-input',
    '[id]': 'id',
    '[attr.aria-describedby]': 'field?.describedBy()',
    '[attr.aria-invalid]': 'field?.errors()?.length ? true : null',
  },
})
export class Control {
  protected readonly field = inject(Field, { optional: true });
  readonly id = this.field ? `${this.field.id}-control` : `ui-input-${++made}`;
}

/** Label, hint and errors of one control, tied to it by id. Inside: one element with `uiInput`. */
@Component({
  selector: 'ui-field',
  imports: [Icon],
  template: `
    <label [attr.for]="control()?.id">
      {{ label() }}
      @if (optional(); as word) {
        <span class="optional">{{ word }}</span>
      }
    </label>
    <ng-content />
    @if (hint(); as text) {
      <p class="ui-hint" [id]="id + '-hint'">{{ text }}</p>
    }
    @if (errors().length) {
      <ul class="errors" [id]="id + '-errors'">
        @for (error of errors(); track error) {
          <li><ui-icon name="alert" [size]="14" />{{ error }}</li>
        }
      </ul>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--s1);
      align-content: start;
      min-width: 0;
    }
    label {
      font-size: var(--text-13);
      font-weight: 500;
      line-height: 20px;
    }
    .optional {
      color: var(--text-quiet);
      font-weight: 400;
    }
    .errors {
      display: grid;
      gap: 2px;
    }
    .errors li {
      display: flex;
      gap: 6px;
      align-items: flex-start;
      color: var(--danger);
      font-size: var(--text-13);
    }
    .errors ui-icon {
      margin-top: 3px;
    }
  `,
})
export class Field {
  readonly label = input.required<string>();
  /** The word "optional" where the control may stay empty. */
  readonly optional = input<string>();
  readonly hint = input<string>();
  readonly errors = input<readonly string[]>([]);
  readonly id = `ui-field-${++made}`;
  protected readonly control = contentChild(Control);
  /** Ids of what describes the control now, or null. */
  readonly describedBy = computed(() => {
    const parts = [this.hint() && `${this.id}-hint`, this.errors().length > 0 && `${this.id}-errors`];
    return parts.filter(Boolean).join(' ') || null;
  });
}

import { Component, ElementRef, inject, input, model, output } from '@angular/core';
import type { FormValueControl } from '@angular/forms/signals';
import { Icon } from './icon.ts';

/** One thing to tick: a name, what it means, a fact at its end; `blocked` says why it can't be chosen. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly aside?: string;
  readonly blocked?: string;
}

let made = 0;

/** Any number of a few choices, as a form control: `<ui-choices [formField]="form.groupIds" legend="Groups" [choices]="groups()" />`. */
@Component({
  selector: 'ui-choices',
  imports: [Icon],
  template: `
    <p class="legend" [id]="id">{{ legend() }}</p>
    @for (choice of choices(); track choice.value) {
      <div class="choice">
        <label class="ui-check">
          <input
            type="checkbox"
            [checked]="value().includes(choice.value)"
            [disabled]="!!choice.blocked"
            [attr.aria-describedby]="choice.hint || choice.blocked ? id + '-' + choice.value : null"
            [attr.aria-invalid]="messages().length ? true : null"
            (change)="toggle(choice.value)"
            (blur)="touch.emit()"
          />
          <span>{{ choice.label }}</span>
        </label>
        @if (choice.aside; as fact) {
          <span class="aside">{{ fact }}</span>
        }
        @if (choice.blocked || choice.hint; as text) {
          <p class="ui-hint" [id]="id + '-' + choice.value">{{ text }}</p>
        }
      </div>
    }
    @for (message of messages(); track message) {
      <p class="error"><ui-icon name="alert" [size]="14" />{{ message }}</p>
    }
  `,
  styleUrl: './choices.scss',
  host: { role: 'group', '[attr.aria-labelledby]': 'id', '[attr.aria-label]': 'legend()' },
})
export class Choices implements FormValueControl<readonly string[]> {
  readonly legend = input.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  /** What is wrong, in words. */
  readonly messages = input<readonly string[]>([]);
  readonly value = model<readonly string[]>([]);
  readonly touch = output();
  protected readonly id = `ui-choices-${++made}`;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  focus(options?: FocusOptions): void {
    this.host.nativeElement.querySelector('input')?.focus(options);
  }
  protected toggle(value: string): void {
    this.value.update((values) => (values.includes(value) ? values.filter((one) => one !== value) : [...values, value]));
  }
}

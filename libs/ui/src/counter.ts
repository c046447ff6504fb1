import { Component, input } from '@angular/core';

/** A number with its name. On a link or a button it opens the people that it counts: `<a uiCounter [value]="8" label="Used" routerLink=…>`. */
@Component({
  selector: 'a[uiCounter], button[uiCounter], span[uiCounter]',
  template: `<span class="label">{{ label() }}</span
    >&ngsp;<span class="value">{{ value() }}</span>`,
  styles: `
    :host {
      display: inline-flex;
      flex-direction: column;
      gap: 2px;
      min-width: 56px;
      padding: var(--s1) var(--s2);
      border: 0;
      border-radius: var(--radius);
      background: none;
      color: var(--text);
      font: inherit;
      text-align: start;
      text-decoration: none;
    }
    :host(a:hover),
    :host(button:hover) {
      background: var(--sunken);
    }
    :host(a) .value,
    :host(button) .value {
      text-decoration: underline;
      text-decoration-color: var(--line-strong);
      text-decoration-thickness: 1px;
      text-underline-offset: 3px;
    }
    .label {
      color: var(--text-quiet);
      font-size: var(--text-12);
      line-height: 16px;
    }
    .value {
      font-size: var(--text-16);
      font-weight: 600;
      line-height: 20px;
    }
    :host([data-tone='warning']) .value {
      color: var(--warning);
    }
  `,
  host: { '[attr.data-tone]': 'tone()' },
})
export class Counter {
  readonly label = input.required<string>();
  readonly value = input.required<number | string>();
  readonly tone = input<'neutral' | 'warning'>('neutral');
}

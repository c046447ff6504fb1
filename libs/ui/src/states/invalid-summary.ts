import { Component, effect, ElementRef, inject, input, output, viewChild } from '@angular/core';
import { Icon } from '../icon.ts';
import { UiWords } from '../ui-words.ts';

/** One thing to correct: the field's name, what is wrong, and the page's own handle of the field. */
export interface InvalidItem {
  readonly label: string;
  readonly message: string;
}

/** 422: what is wrong, on top, as links to the fields. It takes the focus each time that `attempt` changes. */
@Component({
  selector: 'ui-invalid-summary',
  imports: [Icon],
  template: `
    @if (items().length) {
      <section #box tabindex="-1" role="alert" [attr.aria-label]="words.say('invalidTitle', { count: items().length })">
        <p class="title"><ui-icon name="alert" />{{ words.say('invalidTitle', { count: items().length }) }}</p>
        <ul>
          @for (item of items(); track $index) {
            <li>
              @if (item.label) {
                <button type="button" class="ui-link" (click)="opened.emit($index)">{{ item.label }} – {{ item.message }}</button>
              } @else {
                {{ item.message }}
              }
            </li>
          }
        </ul>
      </section>
    }
  `,
  styleUrl: './invalid-summary.scss',
})
export class InvalidSummary {
  readonly items = input.required<readonly InvalidItem[]>();
  readonly attempt = input(0);
  /** The position of the item whose field is wanted. */
  readonly opened = output<number>();
  protected readonly words = inject(UiWords);
  private readonly box = viewChild<ElementRef<HTMLElement>>('box');

  constructor() {
    let seen = 0;
    effect(() => {
      const attempt = this.attempt();
      const box = this.box();
      if (!box || attempt === seen) return;
      seen = attempt;
      box.nativeElement.focus();
    });
  }
}

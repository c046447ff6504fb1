import { Component, inject, input, output } from '@angular/core';
import { Icon } from '../icon.ts';
import { UiWords } from '../ui-words.ts';

/** One filter in force: `key` is what the page knows it by, `text` what the reader sees ("State: active"). */
export interface ActiveFilter {
  readonly key: string;
  readonly text: string;
}

/** Filters that match nothing, each to be taken away alone or all at once. */
@Component({
  selector: 'ui-no-result',
  imports: [Icon],
  template: `
    <span class="sign"><ui-icon name="search" [size]="20" /></span>
    <h2>{{ words.say('noResultTitle') }}</h2>
    <ul class="acts" [attr.aria-label]="words.say('filters')">
      @for (filter of filters(); track filter.key) {
        <li>
          <button
            type="button"
            class="ui-button"
            [attr.aria-label]="words.say('removeFilter', { filter: filter.text })"
            (click)="removed.emit(filter.key)"
          >
            {{ filter.text }}<ui-icon name="close" [size]="12" />
          </button>
        </li>
      }
    </ul>
    <button type="button" class="ui-link" (click)="cleared.emit()">{{ words.say('clearFilters') }}</button>
  `,
  styleUrl: './centred.scss',
})
export class NoResult {
  readonly filters = input.required<readonly ActiveFilter[]>();
  readonly removed = output<string>();
  readonly cleared = output();
  protected readonly words = inject(UiWords);
}

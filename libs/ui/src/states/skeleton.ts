import { Component, computed, inject, input } from '@angular/core';
import { UiWords } from '../ui-words.ts';

/** Loading: nothing for 150 ms, then a shape of the size of what comes. */
@Component({
  selector: 'ui-skeleton',
  template: `
    <span class="ui-hidden">{{ words.say('loading') }}</span>
    @for (row of lines(); track row) {
      <span class="row" aria-hidden="true" [style.block-size.px]="rowHeight()">
        <span [style.inline-size.%]="30 + ((row * 17) % 25)"></span>
        @if (shape() === 'rows') {
          <span class="wide" [style.inline-size.%]="14 + ((row * 7) % 9)"></span>
          <span class="wide" [style.inline-size.%]="9"></span>
        }
      </span>
    }
  `,
  styleUrl: './skeleton.scss',
  host: { role: 'status', 'aria-busy': 'true' },
})
export class Skeleton {
  readonly rows = input(6);
  readonly rowHeight = input(36);
  readonly shape = input<'rows' | 'text'>('rows');
  protected readonly words = inject(UiWords);
  protected readonly lines = computed(() => Array.from({ length: this.rows() }, (_, row) => row));
}

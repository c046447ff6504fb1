import { Component, inject, input } from '@angular/core';
import { UiWords } from '../ui-words.ts';

/** Old data that stays while new data comes: dimmed, with "as of 10:42". */
@Component({
  selector: 'ui-stale',
  template: `
    @if (stale() && asOf(); as at) {
      <p class="as-of" role="status">{{ words.say('asOf', { time: words.time(at) }) }}</p>
    }
    <div class="content" [class.dim]="stale()" [attr.aria-busy]="stale() || null"><ng-content /></div>
  `,
  styles: `
    :host {
      position: relative;
      display: block;
    }
    .as-of {
      position: absolute;
      z-index: 2;
      top: var(--s1);
      right: var(--s2);
      padding: 0 var(--s2);
      border: 1px solid var(--line);
      border-radius: 4px;
      background: var(--surface);
      color: var(--text-quiet);
      font-size: var(--text-12);
      animation: appear 1ms 400ms both;
    }
    .content {
      transition:
        opacity 120ms 150ms,
        filter 120ms 150ms;
    }
    .dim {
      opacity: 0.92; /* text in it keeps 4.5:1 */
      filter: grayscale(0.7);
    }
    @keyframes appear {
      from {
        opacity: 0;
      }
    }
  `,
})
export class Stale {
  readonly stale = input.required<boolean>();
  readonly asOf = input<Date>();
  protected readonly words = inject(UiWords);
}

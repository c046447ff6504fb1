import { Component, input, output } from '@angular/core';
import { Icon } from '@placet/ui';
import { MessagePipe } from '../../i18n/message-pipe.ts';

/** Under a list: how many there are, how many are shown, and the way to the next and the previous ones. */
@Component({
  selector: 'app-list-pager',
  imports: [Icon, MessagePipe],
  template: `
    <p role="status">{{ (isExact() ? 'members.count' : 'members.countAbout') | t: { total: total() } }}</p>
    <div class="acts">
      @if (size(); as present) {
        <label>
          {{ 'members.perPage' | t }}
          <select class="ui-input" (change)="sized.emit(+$any($event.target).value)">
            @for (size of sizes; track size) {
              <option [value]="size" [selected]="size === present">{{ size }}</option>
            }
          </select>
        </label>
      }
      @if (hasPrevious() || nextCursor()) {
        <button type="button" class="ui-button" [disabled]="!hasPrevious()" (click)="previous.emit()">
          <ui-icon name="chevron-left" />{{ 'members.previous' | t }}
        </button>
        <button type="button" class="ui-button" [disabled]="!nextCursor()" (click)="next.emit(nextCursor()!)">
          {{ 'members.next' | t }}<ui-icon name="chevron-right" />
        </button>
      }
    </div>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2) var(--s4);
      align-items: center;
      justify-content: space-between;
      padding: var(--s2) var(--s3);
      border-top: 1px solid var(--line);
      color: var(--text-quiet);
      font-size: var(--text-13);
    }
    .acts,
    label {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2);
      align-items: center;
    }
    select {
      width: 72px;
    }
  `,
})
export class ListPager {
  readonly total = input.required<number>();
  readonly isExact = input(true);
  readonly hasPrevious = input(false);
  readonly nextCursor = input<string>();
  /** Rows per page where it can be chosen. */
  readonly size = input<number>();
  readonly previous = output();
  readonly next = output<string>();
  readonly sized = output<number>();
  protected readonly sizes = [50, 100, 200];
}

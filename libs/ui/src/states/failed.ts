import { Component, inject, input, output } from '@angular/core';
import { CopyButton } from '../copy-button.ts';
import { Icon } from '../icon.ts';
import { UiWords } from '../ui-words.ts';

/** Something went wrong: what, the request id to quote, and *Retry*. */
@Component({
  selector: 'ui-failed',
  imports: [CopyButton, Icon],
  template: `
    <span class="sign"><ui-icon name="alert" [size]="20" /></span>
    <h2>{{ heading() }}</h2>
    @if (detail(); as text) {
      <p class="text">{{ text }}</p>
    }
    @if (requestId(); as id) {
      <p class="text ui-small">
        {{ words.say('requestId') }}<br /><code>{{ id }}</code>
      </p>
    }
    <div class="acts">
      @if (retryable()) {
        <button type="button" class="ui-button ui-primary" (click)="retried.emit()">
          <ui-icon name="refresh" />{{ words.say('retry') }}
        </button>
      }
      @if (requestId(); as id) {
        <ui-copy-button [value]="id" [label]="words.say('copyRequestId')" />
      }
      <ng-content />
    </div>
  `,
  styleUrl: './centred.scss',
  host: { role: 'alert' },
})
export class Failed {
  readonly heading = input.required<string>();
  readonly detail = input<string>();
  readonly requestId = input<string>();
  readonly retryable = input(true);
  readonly retried = output();
  protected readonly words = inject(UiWords);
}

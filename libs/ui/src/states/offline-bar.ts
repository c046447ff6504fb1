import { Component, inject, input } from '@angular/core';
import { Icon } from '../icon.ts';
import { UiWords } from '../ui-words.ts';

/** No connection: values stay, writing waits, and it goes away by itself. */
@Component({
  selector: 'ui-offline-bar',
  imports: [Icon],
  template: `
    @if (offline()) {
      <p><ui-icon name="offline" />{{ words.say('offline') }}</p>
    }
  `,
  styleUrl: './bar.scss',
  host: { role: 'status' },
})
export class OfflineBar {
  readonly offline = input.required<boolean>();
  protected readonly words = inject(UiWords);
}

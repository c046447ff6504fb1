import { Component, inject, input } from '@angular/core';
import { Icon } from '../icon.ts';
import { UiWords } from '../ui-words.ts';

/** Accepted, and the rest waits for the outside ("the mail leaves when the mail service is back"): never shown as failed. */
@Component({
  selector: 'ui-accepted-later',
  imports: [Icon],
  template: `<ui-icon name="clock" />
    <p>
      <strong>{{ words.say('acceptedLater') }}</strong> {{ text() }}
    </p>`,
  styles: `
    :host {
      display: flex;
      gap: var(--s2);
      padding: var(--s2) var(--s3);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--accent-soft);
      font-size: var(--text-13);
      line-height: 20px;
    }
    ui-icon {
      margin-top: 2px;
      color: var(--accent);
    }
  `,
  host: { role: 'status' },
})
export class AcceptedLater {
  readonly text = input.required<string>();
  protected readonly words = inject(UiWords);
}

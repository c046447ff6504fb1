import { Component, inject, input, output } from '@angular/core';
import type { Tone } from './chip.ts';
import type { IconName } from './icon-paths.ts';
import { Icon } from './icon.ts';
import { UiWords } from './ui-words.ts';

const icons: Record<Tone, IconName> = { neutral: 'info', accent: 'info', success: 'check-circle', warning: 'alert', danger: 'alert' };

/** A message that concerns the whole page or form; the way out is projected as `[actions]`. */
@Component({
  selector: 'ui-banner',
  imports: [Icon],
  template: `
    <ui-icon [name]="icon() ?? icons[tone()]" />
    <div class="text"><ng-content /></div>
    <div class="acts">
      <ng-content select="[actions]" />
      @if (dismissible()) {
        <button type="button" class="ui-button ui-plain ui-icon-only" [attr.aria-label]="words.say('dismiss')" (click)="dismissed.emit()">
          <ui-icon name="close" />
        </button>
      }
    </div>
  `,
  styleUrl: './banner.scss',
  host: { '[attr.role]': "tone() === 'danger' ? 'alert' : 'status'", '[attr.data-tone]': 'tone()' },
})
export class Banner {
  readonly tone = input<Tone>('neutral');
  readonly dismissible = input(false);
  readonly dismissed = output();
  protected readonly words = inject(UiWords);
  /** instead of the one that says the tone */
  readonly icon = input<IconName>();
  protected readonly icons = icons;
}

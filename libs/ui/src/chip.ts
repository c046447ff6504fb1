import { Component, input } from '@angular/core';
import type { IconName } from './icon-paths.ts';
import { Icon } from './icon.ts';

export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger';

/** A state or a fact in one word, with a sign: never colour alone (WCAG 1.4.1). */
@Component({
  selector: 'ui-chip',
  imports: [Icon],
  template: `
    @if (icon(); as name) {
      <ui-icon [name]="name" [size]="12" />
    }
    <span><ng-content /></span>
  `,
  styleUrl: './chip.scss',
  host: { '[attr.data-tone]': 'tone()' },
})
export class Chip {
  readonly tone = input<Tone>('neutral');
  readonly icon = input<IconName>();
}

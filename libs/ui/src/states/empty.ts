import { Component, input } from '@angular/core';
import type { IconName } from '../icon-paths.ts';
import { Icon } from '../icon.ts';

/** Nothing here yet: what the page is for, the first act, help. Content is the sentence; buttons go to `[actions]`. */
@Component({
  selector: 'ui-empty',
  imports: [Icon],
  template: `
    <span class="sign"><ui-icon [name]="icon()" [size]="20" /></span>
    <h2>{{ heading() }}</h2>
    <div class="text"><ng-content /></div>
    <div class="acts"><ng-content select="[actions]" /></div>
  `,
  styleUrl: './centred.scss',
})
export class Empty {
  readonly heading = input.required<string>();
  readonly icon = input<IconName>('members');
}

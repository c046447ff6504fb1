import { Component, inject, input } from '@angular/core';
import { Icon } from '../icon.ts';
import { UiWords } from '../ui-words.ts';

/** A right is missing: the permission in words and as its key, and the groups that hold it. */
@Component({
  selector: 'ui-forbidden',
  imports: [Icon],
  template: `
    <span class="sign"><ui-icon name="lock" [size]="20" /></span>
    <h2>{{ words.say('forbiddenTitle') }}</h2>
    @if (permission(); as key) {
      <p class="text">
        {{ words.say('missingPermission', { permission: meaning() || key }) }} <code>{{ key }}</code>
      </p>
    }
    @if (grantedBy().length) {
      <p class="text">{{ words.say('grantedBy', { groups: grantedBy().join(', ') }) }}</p>
    }
    <div class="acts"><ng-content /></div>
  `,
  styleUrl: './centred.scss',
})
export class Forbidden {
  readonly permission = input<string>();
  readonly meaning = input<string>();
  readonly grantedBy = input<readonly string[]>([]);
  protected readonly words = inject(UiWords);
}

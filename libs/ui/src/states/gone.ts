import { Component, inject } from '@angular/core';
import { Icon } from '../icon.ts';
import { UiWords } from '../ui-words.ts';

/** 404: it was moved or erased. A search or a way back is projected. */
@Component({
  selector: 'ui-gone',
  imports: [Icon],
  template: `
    <span class="sign"><ui-icon name="circle-dashed" [size]="20" /></span>
    <h2>{{ words.say('goneTitle') }}</h2>
    <p class="text">{{ words.say('goneText') }}</p>
    <div class="acts"><ng-content /></div>
  `,
  styleUrl: './centred.scss',
})
export class Gone {
  protected readonly words = inject(UiWords);
}

import { Component, inject, input, output } from '@angular/core';
import { Icon } from '../icon.ts';
import { UiWords } from '../ui-words.ts';

/** One field of two versions, as words; without `mine` the reader left it alone, and it stays as saved. */
export interface VersionDifference {
  readonly field: string;
  readonly mine?: string;
  readonly theirs: string;
}

/** 412: someone else saved first. Both versions side by side, what differs marked; *keep mine* or *take theirs*. */
@Component({
  selector: 'ui-conflict',
  imports: [Icon],
  templateUrl: './conflict.html',
  styleUrl: './conflict.scss',
  host: { role: 'alertdialog', '[attr.aria-label]': "words.say('conflictTitle')" },
})
export class Conflict {
  readonly fields = input.required<readonly VersionDifference[]>();
  readonly mineKept = output();
  readonly theirsTaken = output();
  protected readonly words = inject(UiWords);
}

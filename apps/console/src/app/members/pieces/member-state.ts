import { Component, computed, inject, input } from '@angular/core';
import type { IconName } from '@placet/ui';
import { Chip, type Tone } from '@placet/ui/console';
import { Words } from '../../i18n/words.ts';
import type { MemberState } from '../member-types.ts';

const looks: Record<MemberState, { tone: Tone; icon: IconName }> = {
  active: { tone: 'success', icon: 'check' },
  invited: { tone: 'accent', icon: 'mail' },
  pending: { tone: 'warning', icon: 'clock' },
  waiting: { tone: 'warning', icon: 'hourglass' },
  inactive: { tone: 'neutral', icon: 'minus' },
  refused: { tone: 'neutral', icon: 'close' },
  banned: { tone: 'danger', icon: 'ban' },
  erased: { tone: 'neutral', icon: 'circle-dashed' },
};

/** A member's state in a word, with its sign. */
@Component({
  selector: 'app-member-state',
  imports: [Chip],
  template: `<ui-chip [tone]="look().tone" [icon]="look().icon">{{ text() }}</ui-chip>`,
  styles: `
    :host {
      display: inline-flex;
    }
  `,
})
export class MemberStateChip {
  readonly state = input.required<MemberState>();
  private readonly words = inject(Words);
  protected readonly look = computed(() => looks[this.state()]);
  protected readonly text = computed(() => this.words.say(`state.${this.state()}`));
}

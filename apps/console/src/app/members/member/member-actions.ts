import { Component, computed, inject, input } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import type { MemberAction } from '@placet/contracts';
import { Icon, type IconName } from '@placet/ui';
import type { z } from 'zod';
import type { MessageKey } from '../../i18n/message-key.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { MemberActs } from '../acts/member-acts.ts';
import type { Member } from '../member-types.ts';

type Action = z.infer<typeof MemberAction>;
type Act = 'deactivate' | 'reactivate' | 'ban' | 'liftBan' | 'reset' | 'requireChange' | 'signOut' | 'resend';

interface Offer {
  readonly action: Action;
  readonly act: Act;
  readonly icon: IconName;
  readonly isDanger?: true;
}
const offers: readonly Offer[] = [
  { action: 'resend_invitation', act: 'resend', icon: 'mail' },
  { action: 'reset_secret', act: 'reset', icon: 'lock' },
  { action: 'require_secret_change', act: 'requireChange', icon: 'key' },
  { action: 'sign_out', act: 'signOut', icon: 'sign-out' },
  { action: 'reactivate', act: 'reactivate', icon: 'refresh' },
  { action: 'lift_ban', act: 'liftBan', icon: 'refresh' },
  { action: 'deactivate', act: 'deactivate', icon: 'minus', isDanger: true },
  { action: 'ban', act: 'ban', icon: 'ban', isDanger: true },
];
/** Of two opposites only the one that the state calls for is shown. */
const opposite: Partial<Record<Action, Action>> = { reactivate: 'deactivate', deactivate: 'reactivate', lift_ban: 'ban', ban: 'lift_ban' };

/** What can be done with a member; what is impossible is shown with its reason. */
@Component({
  selector: 'app-member-actions',
  imports: [Icon, MatMenu, MatMenuItem, MatMenuTrigger, MessagePipe],
  template: `
    <button type="button" class="ui-button" [matMenuTriggerFor]="menu">
      {{ 'acts.menu' | t }}<ui-icon name="chevron-down" [size]="12" />
    </button>
    <mat-menu #menu="matMenu" xPosition="before">
      @for (offer of shown(); track offer.act) {
        <button
          mat-menu-item
          [class.ui-danger]="offer.isDanger && !offer.reason"
          disabledInteractive
          [disabled]="!!offer.reason"
          [class.blocked]="offer.reason"
          (click)="run(offer, $event)"
        >
          <ui-icon [name]="offer.icon" /><span>{{ offer.label }}</span>
          @if (offer.reason; as reason) {
            <span class="reason">{{ reason }}</span>
          }
        </button>
      }
    </mat-menu>
  `,
  styles: `
    .reason {
      display: block;
      padding-left: 24px;
      color: var(--text-quiet);
      font-size: var(--text-12);
      line-height: 16px;
      white-space: normal;
    }
    .blocked {
      cursor: not-allowed;
    }
    .blocked span:not(.reason) {
      color: var(--text-faint);
    }
  `,
})
export class MemberActions {
  readonly member = input.required<Member>();
  private readonly acts = inject(MemberActs);
  private readonly words = inject(Words);
  protected readonly shown = computed(() => {
    const { actions } = this.member();
    const isOut = ({ action }: Offer) => {
      const other = opposite[action];
      return other !== undefined && actions[action]?.because === 'state' && actions[other]?.because !== 'state';
    };
    return offers
      .filter((offer) => actions[offer.action] && !isOut(offer))
      .map((offer) => ({ ...offer, label: this.words.say(`acts.${offer.act}` as MessageKey), reason: this.reason(offer.action) }));
  });

  protected run({ act, reason }: Offer & { reason: string | undefined }, event: Event): void {
    if (reason) event.stopPropagation();
    else void this.acts[act](this.member());
  }
  private reason(action: Action): string | undefined {
    const answer = this.member().actions[action];
    if (!answer || answer.allowed) return undefined;
    return this.words.sayIfKnown(`block.${answer.because ?? 'state'}`, {}, this.words.say('block.state'));
  }
}

import { Component, computed, inject, input } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Icon } from '@placet/ui';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { MemberActs } from '../acts/member-acts.ts';
import { OfferLine } from '../acts/offer-line.ts';
import { type Offer, Offers } from '../acts/offers.ts';
import type { Member } from '../member-types.ts';

/** What can be done with a member; what is impossible is shown with its reason, as the server gives it. */
@Component({
  selector: 'app-member-actions',
  imports: [Icon, MatMenu, MatMenuItem, MatMenuTrigger, MessagePipe, OfferLine],
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
          (click)="run(offer, $event)"
        >
          <app-offer-line [offer]="offer" />
        </button>
      }
    </mat-menu>
  `,
})
export class MemberActions {
  readonly member = input.required<Member>();
  private readonly acts = inject(MemberActs);
  private readonly offers = inject(Offers);
  protected readonly shown = computed(() => {
    const { actions } = this.member();
    const known = this.offers.of((action) => (actions[action]?.allowed ? undefined : (actions[action]?.because ?? 'state')));
    return known.filter(({ action }) => actions[action]);
  });

  protected run({ act, reason }: Offer, event: Event): void {
    if (reason) event.stopPropagation();
    else void this.acts[act](this.member());
  }
}

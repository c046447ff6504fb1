import { Component, input } from '@angular/core';
import { Icon } from '@placet/ui';
import type { Offer } from './offers.ts';

/** What a menu says of an act: sign, name, and below why it is impossible. */
@Component({
  selector: 'app-offer-line',
  imports: [Icon],
  template: `
    <ui-icon [name]="offer().icon" /><span [class.blocked]="offer().reason">{{ offer().label }}</span>
    @if (offer().reason; as reason) {
      &ngsp;<span class="reason">{{ reason }}</span>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
    .blocked {
      color: var(--text-faint);
    }
    .reason {
      grid-column: 2;
      color: var(--text-quiet);
      font-size: var(--text-12);
      line-height: 16px;
      text-wrap: pretty;
    }
  `,
})
export class OfferLine {
  readonly offer = input.required<Offer>();
}

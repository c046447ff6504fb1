import { Component, computed, inject, input } from '@angular/core';
import { Icon, Skeleton } from '@placet/ui';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { SeatsStore } from '../../seats/seats-store.ts';
import type { Member } from '../member-types.ts';
import { SeatHeir } from './seat-heir.ts';

/** What leaving does, before it is done: seats and to whom they go, sessions, work. */
@Component({
  selector: 'app-leaving',
  imports: [Icon, MessagePipe, SeatHeir, Skeleton],
  template: `
    @if (member(); as leaver) {
      <ul>
        @for (seat of seats(); track seat.product) {
          <li><ui-icon name="seat" /><app-seat-heir [product]="seat.product" [name]="seat.name" [hasQueue]="seat.hasQueue" /></li>
        } @empty {
          <li><ui-icon name="seat" />{{ 'leaving.noSeat' | t }}</li>
        }
        @if (leaver.invitationId) {
          <li><ui-icon name="mail" />{{ 'leaving.invitation' | t }}</li>
        }
        <li><ui-icon name="sign-out" />{{ 'leaving.sessions' | t }}</li>
        <li><ui-icon name="user" />{{ 'leaving.work' | t }}</li>
      </ul>
    } @else {
      <ui-skeleton shape="text" [rows]="3" [rowHeight]="28" />
    }
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--s2);
      font-size: var(--text-13);
    }
    li {
      display: flex;
      gap: var(--s2);
      align-items: flex-start;
    }
    ui-icon {
      margin-top: 2px;
      color: var(--text-quiet);
    }
  `,
})
export class Leaving {
  readonly member = input<Member>();
  private readonly pools = inject(SeatsStore).pools;
  protected readonly seats = computed(() =>
    (this.member()?.holdings ?? []).map(({ product }) => {
      const pool = this.pools().find((one) => one.product === product);
      return { product, name: pool?.name ?? product, hasQueue: (pool?.waiting ?? 0) > 0 };
    }),
  );
}

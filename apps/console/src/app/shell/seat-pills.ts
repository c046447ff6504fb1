import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SeatMeter } from '@placet/ui/console';
import { MessagePipe } from '../i18n/message-pipe.ts';
import { SeatsStore } from '../seats/seats-store.ts';
import { SessionStore } from '../session/session-store.ts';

/** "Core 8/10" for each product; each opens the people who hold those seats. */
@Component({
  selector: 'app-seat-pills',
  imports: [MessagePipe, RouterLink, SeatMeter],
  template: `
    @for (pool of pools(); track pool.product) {
      @if (opens()) {
        <a class="pill" routerLink="/members" [queryParams]="{ seat: pool.product, seatState: 'used' }">
          <span>{{ pool.name }}</span>&ngsp;<strong>{{ pool.assigned }}/{{ pool.purchased }}</strong>
          <span class="ui-hidden">{{ 'shell.seats' | t: { reserved: pool.reserved } }}</span>
          <ui-seat-meter
            [bare]="true"
            aria-hidden="true"
            [label]="pool.name"
            [used]="pool.assigned"
            [reserved]="pool.reserved"
            [total]="pool.purchased"
          />
        </a>
      } @else {
        <span class="pill">
          <span>{{ pool.name }}</span>&ngsp;<strong>{{ pool.assigned }}/{{ pool.purchased }}</strong>
          <ui-seat-meter [bare]="true" [label]="pool.name" [used]="pool.assigned" [reserved]="pool.reserved" [total]="pool.purchased" />
        </span>
      }
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2);
    }
    .pill {
      display: inline-flex;
      gap: 6px;
      align-items: center;
      min-height: 28px;
      padding: 0 var(--s2);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      color: var(--text-quiet);
      font-size: var(--text-12);
      text-decoration: none;
      white-space: nowrap;
    }
    a.pill:hover {
      border-color: var(--line-strong);
      color: var(--text);
    }
    strong {
      color: var(--text);
      font-weight: 600;
    }
    ui-seat-meter {
      width: 48px;
    }
  `,
})
export class SeatPills {
  private readonly session = inject(SessionStore);
  protected readonly pools = inject(SeatsStore).pools;
  protected readonly opens = computed(() => this.session.can('members.read'));
}

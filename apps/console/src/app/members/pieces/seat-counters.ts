import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Counter, SeatMeter } from '@placet/ui/console';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { SeatsStore } from '../../seats/seats-store.ts';
import { SessionStore } from '../../session/session-store.ts';
import { contactOf } from '../../states/support-contact.ts';

/** Bought, used, reserved and free of each product; every number opens the people behind it. */
@Component({
  selector: 'app-seat-counters',
  imports: [Counter, MessagePipe, RouterLink, SeatMeter],
  templateUrl: './seat-counters.html',
  styleUrl: './seat-counters.scss',
})
export class SeatCounters {
  private readonly session = inject(SessionStore);
  protected readonly pools = inject(SeatsStore).pools;
  protected readonly contact = computed(() => contactOf(this.session.workspace()?.supportContact));
}

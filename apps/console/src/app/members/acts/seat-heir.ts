import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { apiBase } from '../../api/api.ts';
import { Words } from '../../i18n/words.ts';
import { SessionStore } from '../../session/session-store.ts';
import type { Waiting } from '../member-types.ts';

/** What becomes of a freed seat: free for anyone, or for the first in the queue. */
@Component({ selector: 'app-seat-heir', template: `{{ sentence() }}` })
export class SeatHeir {
  readonly product = input.required<string>();
  readonly name = input.required<string>();
  readonly hasQueue = input(false);
  private readonly words = inject(Words);
  private readonly session = inject(SessionStore);
  private readonly queue = httpResource<Waiting>(() =>
    this.hasQueue() && this.session.can('seats.read') ? `${apiBase}/seats/${this.product()}/waiting?limit=1` : undefined,
  );
  protected readonly sentence = computed(() => {
    const heir = this.queue.hasValue() ? this.queue.value().items[0]?.member.displayName : undefined;
    return heir
      ? this.words.say('leaving.seatTo', { product: this.name(), name: heir })
      : this.words.say('leaving.seat', { product: this.name() });
  });
}

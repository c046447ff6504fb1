import { httpResource } from '@angular/common/http';
import { computed, DestroyRef, DOCUMENT, effect, inject, Injectable, untracked } from '@angular/core';
import type { SeatUsage as SeatUsageSchema, SeatUsageReply } from '@placet/contracts';
import type { z } from 'zod';
import { Api, apiBase } from '../api/api.ts';
import { Connection } from '../api/connection.ts';
import { kept } from '../api/kept.ts';
import { SessionStore } from '../session/session-store.ts';

export type SeatUsage = z.infer<typeof SeatUsageSchema>;

/** The counters of every pool, as the server counts them; read again after each write, when the connection is back, and when the reader comes back to the tab. */
@Injectable({ providedIn: 'root' })
export class SeatsStore {
  private readonly session = inject(SessionStore);
  readonly resource = httpResource<z.infer<typeof SeatUsageReply>>(() => (this.session.can('seats.read') ? `${apiBase}/seats` : undefined));
  private readonly last = kept(this.resource);
  readonly pools = computed<readonly SeatUsage[]>(() => this.last.value()?.items ?? []);
  /** When the counters were read. */
  readonly asOf = this.last.at;

  constructor() {
    const { changes } = inject(Api);
    const { online } = inject(Connection);
    effect(() => {
      if (changes() > 0 && online()) untracked(() => this.resource.reload());
    });
    const document = inject(DOCUMENT);
    const onReturn = () => document.visibilityState === 'visible' && this.resource.reload();
    document.addEventListener('visibilitychange', onReturn);
    inject(DestroyRef).onDestroy(() => document.removeEventListener('visibilitychange', onReturn));
  }
  reload(): void {
    this.resource.reload();
  }
}

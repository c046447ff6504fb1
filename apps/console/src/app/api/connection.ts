import { DestroyRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';

/** Whether the API can be reached, and whether a call is waiting to be tried again. */
@Injectable({ providedIn: 'root' })
export class Connection {
  private readonly reachable = signal(true);
  private readonly waits = signal<readonly number[]>([]);
  readonly online = this.reachable.asReadonly();

  constructor() {
    const window = inject(DOCUMENT).defaultView;
    const onEvent = () => this.reachable.set(window?.navigator.onLine ?? true);
    window?.addEventListener('online', onEvent);
    window?.addEventListener('offline', onEvent);
    inject(DestroyRef).onDestroy(() => {
      window?.removeEventListener('online', onEvent);
      window?.removeEventListener('offline', onEvent);
    });
  }
  /** The moment (milliseconds) of the next try, absent while nothing waits. */
  readonly nextTry = () => (this.waits().length ? Math.min(...this.waits()) : undefined);
  /** An answer came, or none did. */
  answered(reachable: boolean): void {
    this.reachable.set(reachable);
  }
  waiting(until: number): void {
    this.waits.update((list) => [...list, until]);
  }
  tried(until: number): void {
    this.waits.update((list) => list.filter((moment) => moment !== until));
  }
}

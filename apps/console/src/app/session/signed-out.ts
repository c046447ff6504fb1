import { inject, Injectable, Injector, signal } from '@angular/core';
import { Router } from '@angular/router';

/** The end of a session that nobody asked for. The session store forgets, and the reader signs in and comes back to the same URL. */
@Injectable({ providedIn: 'root' })
export class SignedOut {
  // The router needs the titles, the titles the session, the session this: so the router is asked for when it is needed.
  private readonly injector = inject(Injector);
  private readonly count = signal(0);
  readonly times = this.count.asReadonly();

  happened(): void {
    this.count.update((times) => times + 1);
    const router = this.injector.get(Router);
    if (router.url.startsWith('/sign-in')) return;
    void router.navigate(['/sign-in'], { queryParams: { next: router.url } });
  }
}
